import type { Pool, PoolClient } from 'pg'

/** A table whose pieces are the months (UTC) of an id that begins with its instant (UUIDv7). */
export type MonthlyTable = { readonly table: string; readonly id: string; readonly writtenAt: string }

/** What goes together: a delivery without its outcome could not be read. */
export const monthlyTables = {
  attempts: [{ table: 'attempts', id: 'delivery_id', writtenAt: 'started_at' }],
  deliveries: [
    { table: 'deliveries', id: 'id', writtenAt: 'opened_at' },
    { table: 'delivery_outcomes', id: 'id', writtenAt: 'final_at' },
  ],
} as const satisfies Readonly<Record<string, readonly MonthlyTable[]>>

/** Rows from `from` to before `to`, as PostgreSQL writes the bounds. */
export type Piece = { readonly name: string; readonly from: string; readonly to: string }

/** In their order; the default one, which catches what has no piece, is not among them. */
export const readPieces = async (
  client: Pick<Pool | PoolClient, 'query'>,
  table: string,
): Promise<readonly Piece[]> => {
  const { rows } = await client.query<{ name: string; bounds: string }>(
    `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = $1::regclass`,
    [table],
  )
  return rows
    .flatMap(({ name, bounds }) => {
      const [, from, to] = /^FOR VALUES FROM \('([^']+)'\) TO \('([^']+)'\)$/.exec(bounds) ?? []
      return from === undefined || to === undefined ? [] : [{ name, from, to }]
    })
    .sort((a, b) => comparable(a.from).localeCompare(comparable(b.from)))
}

/** Positions are numbers without leading zeros; ids all have one length. */
const comparable = (bound: string): string => bound.padStart(36, '0')

/** The smallest time-ordered id of an instant. */
export const firstIdOf = (instant: Date): string => {
  const hex = instant.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** The instant that a time-ordered id begins with. */
export const instantOf = (id: string): Date =>
  new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))

/** The first instant of the month, UTC, so many months later. */
export const monthOf = (instant: Date, later = 0): Date =>
  new Date(Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth() + later, 1))

/** `deliveries`, November 2026: `deliveries_2026_11`. */
export const nameOf = (table: string, month: Date): string =>
  `${table}_${month.toISOString().slice(0, 7).replace('-', '_')}`
