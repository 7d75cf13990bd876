import type { KeptHistory, Retention } from '@unefois/broker/ports/history.ts'
import type { Pool, PoolClient } from 'pg'
import { withBriefLocks } from './brief-lock.ts'
import { firstIdOf, type MonthlyTable, monthlyTables, type Piece, readPieces } from './history-pieces.ts'

type Dropped = Pick<KeptHistory, 'dropped' | 'waiting'>

/** Drops the pieces that have had their time and in which nothing is unfinished. */
export const dropExpired = async (pool: Pool, retention: Retention, now: Date): Promise<Dropped> => {
  await dropDetached(pool)
  const before = (keepMs: number) => firstIdOf(new Date(now.getTime() - keepMs))
  const rounds = [
    await detachMonths(pool, monthlyTables.attempts, before(retention.attemptsMs)),
    await detachMonths(pool, monthlyTables.deliveries, before(retention.deliveriesMs)),
    await detachAudit(pool, new Date(now.getTime() - retention.auditMs)),
  ]
  await dropDetached(pool)
  return {
    dropped: rounds.flatMap(({ dropped }) => dropped),
    waiting: rounds.flatMap(({ waiting }) => waiting),
  }
}

/** Tables of one class lose the same month together. */
const detachMonths = async (
  pool: Pool,
  tables: readonly MonthlyTable[],
  expired: string,
): Promise<Dropped> => {
  const [leading] = tables
  if (leading === undefined) return { dropped: [], waiting: [] }
  const dropped: string[] = []
  const waiting: { piece: string; unfinished: number }[] = []
  for (const piece of (await readPieces(pool, leading.table)).filter(({ to }) => to <= expired)) {
    const unfinished = await detachMonth(pool, tables, piece)
    if (unfinished > 0) waiting.push({ piece: piece.name, unfinished })
    else dropped.push(...tables.map(({ table }) => piece.name.replace(leading.table, table)))
  }
  return { dropped, waiting }
}

/** Resolves with how much is unfinished: none, and the month is detached. */
const detachMonth = async (pool: Pool, tables: readonly MonthlyTable[], month: Piece): Promise<number> => {
  const early = await unfinishedIn(pool, month)
  if (early > 0) return early
  return withBriefLocks(pool, async (client) => {
    const detached: string[] = []
    for (const { table } of tables) {
      const piece = (await readPieces(client, table)).find(({ from }) => from === month.from)
      if (piece === undefined) continue
      await detach(client, table, piece)
      detached.push(piece.name)
    }
    // A replay that came in between has been committed, or waits for us and then finds nothing.
    const late = await unfinishedIn(client, month)
    if (late > 0) throw new StillUnfinished(late)
    await audit(client, detached, month)
    return 0
  }).catch((error: unknown) => {
    if (error instanceof StillUnfinished) return error.count
    throw error
  })
}

class StillUnfinished extends Error {
  override readonly name = 'StillUnfinished'
  readonly count: number

  constructor(count: number) {
    super(`${count} unfinished`)
    this.count = count
  }
}

/** Of the month's deliveries: under way, to be confirmed, waiting for an act, or a case for somebody. */
const unfinishedIn = async (
  client: Pick<Pool | PoolClient, 'query'>,
  { from, to }: Piece,
): Promise<number> => {
  const { rows } = await client.query<{ unfinished: bigint }>(
    `select count(*) as unfinished from (
       select id from delivery_work where id >= $1 and id < $2
       union select delivery_id from awaited_confirmations where delivery_id >= $1 and delivery_id < $2
       union select delivery_id from awaited_acts where delivery_id >= $1 and delivery_id < $2
       union select delivery_id from cases where resolved_at is null and delivery_id >= $1 and delivery_id < $2
     ) as unfinished`,
    [from, to],
  )
  return Number(rows[0]?.unfinished ?? 0n)
}

/** Detached under another name, so that it is dropped after all when we end here. */
const detach = async (client: PoolClient, table: string, { name }: Piece): Promise<void> => {
  await client.query(`alter table ${table} detach partition ${name}`)
  await client.query(`alter table ${name} rename to expired_${name}`)
}

const audit = (client: PoolClient, pieces: readonly string[], { from, to }: Piece): Promise<unknown> =>
  client.query(
    `insert into audit_log (at, code, actor, facts)
     values (now(), 'history.dropped', 'broker', jsonb_build_object('pieces', $1::text[], 'from', $2::text, 'to', $3::text))`,
    [pieces, from, to],
  )

/** The oldest first, and none whose last row is still to be kept; what has no row yet lies ahead. */
const detachAudit = async (pool: Pool, expired: Date): Promise<Dropped> => {
  const dropped: string[] = []
  for (const piece of await readPieces(pool, 'audit_log')) {
    const { rows } = await pool.query<{ at: Date }>(
      `select at from ${piece.name} order by position desc limit 1`,
    )
    const last = rows[0]?.at
    const next = await pool.query('select from audit_log where position >= $1 limit 1', [piece.to])
    if (last === undefined || last >= expired || next.rowCount === 0) break
    await withBriefLocks(pool, async (client) => {
      await detach(client, 'audit_log', piece)
      await audit(client, [piece.name], piece)
    })
    dropped.push(piece.name)
  }
  return { dropped, waiting: [] }
}

/** Apart from detaching, so that nobody waits while the files go; also what an earlier round could not finish. */
const dropDetached = async (pool: Pool): Promise<void> => {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class
      where relkind = 'r' and not relispartition and relnamespace = current_schema()::regnamespace
        and relname ~ '^expired_(deliveries|delivery_outcomes|attempts|audit_log)_[0-9_]+$'`,
  )
  for (const { name } of rows)
    await withBriefLocks(pool, async (client) => {
      await client.query('set local statement_timeout = 0')
      await client.query(`drop table ${name}`)
    })
}
