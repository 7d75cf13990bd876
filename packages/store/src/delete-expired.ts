import type { Retention } from '@unefois/broker/ports/history.ts'
import type { Pool } from 'pg'
import { deleteDeclarations } from './delete-declarations.ts'
import { firstIdOf, monthlyTables } from './history-pieces.ts'

/** Rows a statement deletes at most: short transactions, that nobody notices. */
const atOnce = 5_000
const day = 86_400_000

type Class = {
  readonly table: string
  /** What may go, with `$1` for the instant or id before which. */
  readonly where: string
  readonly before: Date | string
}

/** What is too little, or keyed otherwise, to be kept in pieces. */
const classesOf = (retention: Retention, now: Date): readonly Class[] => {
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const unfinished = (id: string) => `exists (select from delivery_work w where w.id = ${id})`
  const strays = Object.entries(monthlyTables).flatMap(([kept, tables]) =>
    tables.map(({ table, id, writtenAt }) => ({
      table: `${table}_default`,
      where: `${writtenAt} < $1 and not ${unfinished(`${table}_default.${id}`)}`,
      before: ago(kept === 'attempts' ? retention.attemptsMs : retention.deliveriesMs),
    })),
  )
  return [
    { table: 'idempotency_keys', where: 'used_at < $1', before: ago(retention.idempotencyKeysMs) },
    // Asked for at the opening only, and by those who meet a condition twice.
    {
      table: 'lifted_holds',
      where: 'lifted_at < $1 and exists (select from deliveries d where d.id = lifted_holds.delivery_id)',
      before: ago(30 * day),
    },
    { table: 'feed_items', where: 'delivery_id < $1', before: firstIdOf(ago(retention.deliveriesMs)) },
    { table: 'acknowledgement_ids', where: 'used_at < $1', before: ago(day) },
    // Programs that ended without giving their name back.
    { table: 'delivery_workers', where: 'seen_at < $1', before: ago(day) },
    // Of one that was cancelled by a program which ended before it had tidied up.
    {
      table: 'replay_items',
      where: `replay_id in (select id from replays where state = 'cancelled' and ended_at < $1)`,
      before: ago(day),
    },
    { table: 'cases', where: 'resolved_at < $1', before: ago(retention.declarationsMs) },
    { table: 'replays', where: 'ended_at < $1', before: ago(retention.declarationsMs) },
    ...strays,
  ]
}

/** Resolves with the number of rows. */
export const deleteExpired = async (pool: Pool, retention: Retention, now: Date): Promise<number> => {
  // A repeated key is answered with its declaration.
  const longest = Math.max(retention.declarationsMs, retention.idempotencyKeysMs)
  let total = await deleteDeclarations(pool, new Date(now.getTime() - longest))
  for (const { table, where, before } of classesOf(retention, now)) {
    let deleted: number
    do {
      const { rowCount } = await pool.query(
        `delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${atOnce}))`,
        [before],
      )
      deleted = rowCount ?? 0
      total += deleted
    } while (deleted === atOnce)
  }
  return total
}
