import type { Retention } from '@unefois/broker/ports/history.ts'
import type { Pool, PoolClient } from 'pg'
import { withBriefLocks } from './brief-lock.ts'
import {
  firstIdOf,
  instantOf,
  type MonthlyTable,
  monthlyTables,
  monthOf,
  nameOf,
  type Piece,
  readPieces,
} from './history-pieces.ts'

/** Months made beyond the present one: what must go wrong for that long before rows have no piece. */
const monthsAhead = 2
/** Fixed by the migration that cut the audit log: bounds of the pieces are its multiples. */
const positionsEach = 50_000_000n
const auditPiecesAhead = 2n

/** As for the pieces there were: see 0021_vacuum_what_grows.sql. */
const growing = 'with (autovacuum_vacuum_insert_threshold = 200000, autovacuum_analyze_threshold = 100000)'

const everyTable: readonly MonthlyTable[] = [...monthlyTables.deliveries, ...monthlyTables.attempts]

/** Makes the pieces ahead that are missing. Resolves with how many. */
export const makeRoom = async (pool: Pool, now: Date): Promise<number> => {
  let made = 0
  for (const table of everyTable)
    for (let later = 0; later <= monthsAhead; later += 1)
      made += await makeMonth(pool, table, monthOf(now, later))
  return made + (await makeAuditRoom(pool))
}

/**
 * Makes pieces for rows that have none but are of a month that is kept: they came late, or from a clock that is
 * somewhat ahead. Resolves with how many were made.
 */
export const makeRoomForStrays = async (pool: Pool, retention: Retention, now: Date): Promise<number> => {
  let made = 0
  for (const table of monthlyTables.attempts)
    made += await makeStraysMonths(pool, table, monthsKept(now, retention.attemptsMs))
  for (const table of monthlyTables.deliveries)
    made += await makeStraysMonths(pool, table, monthsKept(now, retention.deliveriesMs))
  return made
}

type Span = { readonly from: string; readonly to: string }

/** Without the month that is about to expire. */
const monthsKept = (now: Date, keepMs: number): Span => ({
  from: firstIdOf(monthOf(new Date(now.getTime() - keepMs), 1)),
  to: firstIdOf(monthOf(now, monthsAhead + 1)),
})

const makeStraysMonths = async (pool: Pool, table: MonthlyTable, { from, to }: Span): Promise<number> => {
  const { rows } = await pool.query<{ month: string }>(
    `select distinct left(${table.id}::text, 13) as month from ${table.table}_default
      where ${table.id} >= $1 and ${table.id} < $2`,
    [from, to],
  )
  const months = new Set(rows.map(({ month }) => monthOf(instantOf(month)).getTime()))
  let made = 0
  for (const month of months) made += await makeMonth(pool, table, new Date(month))
  return made
}

/** One when it was made, none when it is there. */
const makeMonth = async (pool: Pool, { table, id }: MonthlyTable, month: Date): Promise<number> => {
  const from = firstIdOf(month)
  const to = firstIdOf(monthOf(month, 1))
  const covers = (piece: Piece) => piece.from <= from && to <= piece.to
  if ((await readPieces(pool, table)).some(covers)) return 0
  const piece = nameOf(table, month)
  await withBriefLocks(pool, async (client) => {
    // Attached when it is filled: creating it in place would keep everybody from the whole table meanwhile.
    await client.query(`create table ${piece} (like ${table} including all) ${growing}`)
    await client.query(`lock table ${table}_default in share row exclusive mode`)
    await client.query(
      `with strays as (
         delete from ${table}_default where ${id} >= $1 and ${id} < $2 returning *
       )
       insert into ${piece} select * from strays`,
      [from, to],
    )
    await attach(client, table, { name: piece, from, to })
  })
  return 1
}

const attach = (client: PoolClient, table: string, { name, from, to }: Piece): Promise<unknown> =>
  client.query(`alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}')`)

/** Positions only rise: there are two whole pieces left at any time. */
const makeAuditRoom = async (pool: Pool): Promise<number> => {
  const { rows } = await pool.query<{ last_value: bigint }>('select last_value from audit_log_positions')
  const needed = (rows[0]?.last_value ?? 0n) / positionsEach + auditPiecesAhead
  const last = (await readPieces(pool, 'audit_log')).at(-1)
  const first = last === undefined ? 0n : BigInt(last.to) / positionsEach
  let made = 0
  for (let place = first; place <= needed; place += 1n) {
    const name = `audit_log_${String(place).padStart(4, '0')}`
    await withBriefLocks(pool, async (client) => {
      await client.query(`create table ${name} (like audit_log including all) ${growing}`)
      await client.query(
        `create trigger audit_log_is_append_only before update or delete or truncate on ${name}
           for each statement execute function refuse_change()`,
      )
      const from = String(place * positionsEach)
      await attach(client, 'audit_log', { name, from, to: String((place + 1n) * positionsEach) })
    })
    made += 1
  }
  return made
}
