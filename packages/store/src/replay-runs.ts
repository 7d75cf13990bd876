import type { ReplayLease, ReplayRuns, ReplayStep } from '@unefois/broker/ports/replays.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import type { Pool, PoolClient } from 'pg'
import { transaction } from './pool.ts'
import { putBackReplay } from './put-back-replay.ts'
import { settleReplay } from './settle-replay.ts'

/** What the runner of replays does to the record; each call is one transaction, under the replay's own row. */
export const replayRuns = (pool: Pool, leaseMs: number): ReplayRuns => ({
  renew: async (worker) => {
    const { rows } = await pool.query<ReplayLease>(
      `with mine as (
         select id from replays
          where state = 'running' and (owner = $1 or expires_at < clock_timestamp())
          order by id for update skip locked
       )
       update replays r
          set epoch = case when r.owner = $1 then r.epoch else r.epoch + 1 end, owner = $1,
              expires_at = clock_timestamp() + $2 * interval '1 ms'
         from mine where r.id = mine.id
       returning r.id, r.epoch, r.rate_per_second as "ratePerSecond", r.agencies`,
      [worker, leaseMs],
    )
    return rows
  },

  release: async (worker) => {
    await pool.query(`update replays set owner = null, expires_at = '-infinity' where owner = $1`, [worker])
  },

  step: (lease, allow) => transaction(pool, (client) => step(client, lease, allow)),
})

const step = async (
  client: PoolClient,
  { id, epoch }: ReplayLease,
  allow: Parameters<ReplayRuns['step']>[1],
): Promise<ReplayStep | null> => {
  const { rows } = await client.query<{ state: DeliveryState }>(
    `select filter ->> 'state' as state from replays where id = $1 and epoch = $2 and state = 'running' for update`,
    [id, epoch],
  )
  const state = rows[0]?.state
  if (state === undefined) return null
  const rooms = allow(await settleReplay(client, id))
  const given = rooms.size === 0 ? [] : await putBackReplay(client, id, { state, rooms })
  return {
    wake: given.map(({ agency }) => agency),
    putBack: given.reduce((sum, { putBack }) => sum + putBack, 0),
    completed: await complete(client, id),
  }
}

const complete = async (client: PoolClient, id: ReplayLease['id']): Promise<boolean> => {
  const { rowCount } = await client.query(
    `with completed as (
       update replays set state = 'completed', ended_at = now(), owner = null
        where id = $1 and done + failed >= total returning *
     )
     insert into audit_log (at, code, actor, facts)
     select now(), 'replay.completed', 'operations',
            jsonb_build_object('replay', id, 'done', done, 'failed', failed, 'total', total) from completed`,
    [id],
  )
  return rowCount === 1
}
