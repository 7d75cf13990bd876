import type { Replay, ReplayPreview, Replays, ReplayWish } from '@unefois/broker/ports/replays.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { decideReplay } from './decide-replay.ts'
import { transaction } from './pool.ts'
import { summariesOf } from './read-deliveries.ts'
import { replayColumns } from './replay-columns.ts'
import { type Selection, selectForReplay } from './select-for-replay.ts'

/** A million parked deliveries are fixed in some ten seconds, on a machine that does other things as well. */
const patience = `set local statement_timeout = '120s'`

/** 5 REPLAY, many at once. The set is copied when it is asked for, so that it can be counted, and stays what was approved. */
export const replaysStore = (pool: Pool, newId: () => string): Replays => ({
  preview: (filter, sample) =>
    transaction(pool, async (client) => {
      await client.query(patience)
      return preview(client, pool, { selection: selectForReplay(filter), sample })
    }),

  request: (wish) =>
    transaction(pool, async (client) => {
      await client.query(patience)
      return request(client, newId(), wish)
    }),

  find: async (id) => {
    const { rows } = await pool.query<Replay>(`select ${replayColumns} from replays where id = $1`, [id])
    return rows[0] ?? null
  },

  list: async (state, { after, limit }) => {
    const { rows } = await pool.query<Replay>(
      `select ${replayColumns} from replays
        where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
        order by id desc limit $3`,
      [state, after, limit + 1],
    )
    const items = rows.slice(0, limit)
    return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
  },

  decide: (id, verb, by) => transaction(pool, (client) => decideReplay(client, { id, verb, by })),
  discard: async (id) => {
    await pool.query(
      `delete from replay_items where replay_id = $1
          and exists (select from replays where id = $1 and state = 'cancelled')`,
      [id],
    )
  },
})

const preview = async (
  client: PoolClient,
  pool: Pool,
  { selection: { sql, values }, sample }: { readonly selection: Selection; readonly sample: number },
): Promise<ReplayPreview> => {
  const counted = await client.query<{ agency: string; reason: string | null; count: bigint }>(
    `select one.agency, one.reason, count(*) as count ${sql} group by one.agency, one.reason`,
    [...values],
  )
  const newest = await client.query<{ id: DeliveryId }>(
    `select one.id ${sql} order by one.id desc limit ${sample}`,
    [...values],
  )
  const sumBy = (key: (row: { agency: string; reason: string | null }) => string) => {
    const sums: Record<string, number> = {}
    for (const row of counted.rows) sums[key(row)] = (sums[key(row)] ?? 0) + Number(row.count)
    return sums
  }
  return {
    total: counted.rows.reduce((sum, { count }) => sum + Number(count), 0),
    byAgency: sumBy(({ agency }) => agency),
    byReason: sumBy(({ reason }) => reason ?? 'none'),
    sample: await summariesOf(
      pool,
      newest.rows.map(({ id }) => id),
    ),
  }
}

const request = async (client: PoolClient, id: string, wish: ReplayWish): Promise<Replay> => {
  const { filter, asked, reason, ratePerSecond, unapproved, by } = wish
  const { sql, values } = selectForReplay(filter)
  const next = values.length + 1
  await client.query(
    `insert into replay_items (replay_id, agency, delivery_id) select $${next}::uuid, one.agency, one.id ${sql}`,
    [...values, id],
  )
  const { rows } = await client.query<Replay>(
    `with counted as (
       select count(*) as total, coalesce(array_agg(distinct agency), '{}') as agencies
         from replay_items where replay_id = $1
     ), requested as (
       insert into replays (id, filter, reason, rate_per_second, requested_by, state, total, agencies, ended_at)
       select $1, $2, $3, $4, $5,
              case when total > $6 then 'awaiting-approval' when total = 0 then 'completed' else 'running' end,
              total, agencies, case when total = 0 then now() end
         from counted
       returning *
     ), audited as (
       insert into audit_log (at, code, actor, facts)
       select now(), 'replay.requested', $5,
              jsonb_build_object('replay', id, 'filter', filter, 'reason', reason, 'total', total) from requested
     )
     select ${replayColumns} from requested`,
    [
      id,
      JSON.stringify({ ...asked, state: filter.state ?? 'parked' }),
      reason,
      ratePerSecond,
      by.id,
      unapproved,
    ],
  )
  const replay = rows[0]
  if (replay === undefined) throw new Error('the replay was not written')
  return replay
}
