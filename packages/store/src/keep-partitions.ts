import type { History, KeptHistory, Retention } from '@unefois/broker/ports/history.ts'
import type { Pool } from 'pg'
import { deleteExpired } from './delete-expired.ts'
import { dropExpired } from './drop-expired.ts'
import { monthlyTables } from './history-pieces.ts'
import { makeRoom, makeRoomForStrays } from './make-room.ts'

/** Any constant that no other advisory lock of the project uses. */
const lock = 7_318_001
const straysCounted = 10_000

/**
 * History is kept in pieces: months of deliveries, outcomes and attempts, stretches of the audit log. Makes those to
 * come, empties the tables that catch what has none, drops what has expired. One program at a time, however many ask.
 */
export const keepPartitions = (
  pool: Pool,
  retention: Retention,
  now: () => Date = () => new Date(),
): History => ({
  keep: () =>
    alone(pool, async () => {
      const at = now()
      const made = (await makeRoom(pool, at)) + (await makeRoomForStrays(pool, retention, at))
      const { dropped, waiting } = await dropExpired(pool, retention, at)
      const deleted = await deleteExpired(pool, retention, at)
      return { made, dropped, deleted, waiting, strays: await countStrays(pool) }
    }),
})

/** What a program does before it works: the rest is for whoever keeps history all the time. */
export const makeRoomAtStart = async (pool: Pool): Promise<void> => {
  await alone(pool, () => makeRoom(pool, new Date()))
}

/** Null when somebody else is at it: what they do need not be done twice. */
const alone = async <Result>(pool: Pool, work: () => Promise<Result>): Promise<Result | null> => {
  const client = await pool.connect()
  let mine = false
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lock])
    mine = rows[0]?.mine === true
    return mine ? await work() : null
  } finally {
    // A connection that cannot give the lock back is ended, which does.
    const freed = mine
      ? await client.query('select pg_advisory_unlock($1)', [lock]).then(
          () => true,
          () => false,
        )
      : true
    client.release(!freed)
  }
}

const countStrays = async (pool: Pool): Promise<KeptHistory['strays']> => {
  const tables = [...Object.values(monthlyTables).flat(), { table: 'audit_log' }]
  const counted = await Promise.all(
    tables.map(async ({ table }) => {
      const { rows } = await pool.query<{ rows: bigint }>(
        `select count(*) as rows from (select from ${table}_default limit ${straysCounted}) as stray`,
      )
      return { table, rows: Number(rows[0]?.rows ?? 0n) }
    }),
  )
  return counted.filter(({ rows }) => rows > 0)
}
