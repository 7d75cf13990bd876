import type { Lane, Lanes } from '@unefois/broker/ports/deliveries.ts'
import type { AgencyId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { transaction } from './pool.ts'
import type { WorkerPresence } from './worker-presence.ts'

/** Lanes of each agency: how many delivery programs can share one agency's work at most. */
export const lanesPerAgency = 4

/** Ids are random in their last digits: an even spread. */
export const shardOf = (person: PersonId): number => Number.parseInt(person.slice(-4), 16) % lanesPerAgency

/**
 * Leases on the database's clock, so that the clocks of the machines need not agree. With a presence, others take this
 * worker's lanes as soon as it has died; without one, when the lease has ended.
 */
export const lanesStore = (pool: Pool, leaseMs: number, presence: WorkerPresence | null = null): Lanes => ({
  renew: async (worker, agencies) => {
    await presence?.hold()
    return transaction(pool, async (client) => {
      await lockOwn(client, worker)
      await buryDead(client, worker)
      const share = await fairShare(client, { worker, leaseMs, presence: presence?.key ?? null })
      await giveBackExcess(client, worker, share)
      await takeFree(client, { worker, agencies, share, leaseMs })
      const { rows } = await client.query<Lane>(
        `with renewed as (
           update lanes set expires_at = clock_timestamp() + $2 * interval '1 ms'
            where owner = $1 returning agency, shard, epoch, leaving)
         select agency, shard, epoch from renewed where not leaving`,
        [worker, leaseMs],
      )
      return rows
    })
  },

  release: async (worker) => {
    await transaction(pool, async (client) => {
      await lockOwn(client, worker)
      await client.query(`update lanes set owner = null, expires_at = '-infinity' where owner = $1`, [worker])
      await client.query('delete from delivery_workers where worker = $1', [worker])
    })
  },

  onLost: (lost) => presence?.onLost(lost),
})

/** First of all, and in the order in which results lock them: two that lock in different orders can wait for each other. */
const lockOwn = async (client: PoolClient, worker: string): Promise<void> => {
  await client.query('select from lanes where owner = $1 order by agency, shard for no key update', [worker])
}

/**
 * A lock that can be had is nobody's: its session has ended. Had for this transaction only, and by as many as ask.
 */
const buryDead = async (client: PoolClient, worker: string): Promise<void> => {
  await client.query(
    `with dead as (
       delete from delivery_workers
        where worker <> $1
          and case when presence is null then seen_at < clock_timestamp() - interval '1 hour'
                   else pg_try_advisory_xact_lock_shared(presence) end
       returning worker
     )
     update lanes set owner = null, expires_at = '-infinity' from dead where owner = dead.worker`,
    [worker],
  )
}

type Living = { readonly worker: string; readonly leaseMs: number; readonly presence: number | null }

/** Workers that were seen lately share each agency's lanes evenly. */
const fairShare = async (client: PoolClient, { worker, leaseMs, presence }: Living): Promise<number> => {
  await client.query(
    `insert into delivery_workers (worker, seen_at, presence) values ($1, clock_timestamp(), $2)
     on conflict (worker) do update set seen_at = excluded.seen_at, presence = excluded.presence`,
    [worker, presence],
  )
  const { rows } = await client.query<{ live: bigint }>(
    `select count(*) as live from delivery_workers where seen_at > clock_timestamp() - $1 * interval '1 ms'`,
    [leaseMs],
  )
  return Math.ceil(lanesPerAgency / Number(rows[0]?.live ?? 1n))
}

/**
 * In two renewals: what is above the share is begun no more, and let go by the next, so that what was under way there
 * has been recorded. Let go at once, the next owner would send all of it again.
 */
const giveBackExcess = async (client: PoolClient, worker: string, share: number): Promise<void> => {
  await client.query(
    `update lanes set owner = null, leaving = false, expires_at = '-infinity' where owner = $1 and leaving`,
    [worker],
  )
  await client.query(
    `update lanes l set leaving = true
       from (select agency, shard, row_number() over (partition by agency order by shard) as place
               from lanes where owner = $1) mine
      where l.agency = mine.agency and l.shard = mine.shard and mine.place > $2`,
    [worker, share],
  )
}

type Taking = { worker: string; agencies: readonly AgencyId[]; share: number; leaseMs: number }

/** The epoch moves on, so that whatever the former owner still writes changes nothing. */
const takeFree = async (client: PoolClient, { worker, agencies, share, leaseMs }: Taking): Promise<void> => {
  await client.query(
    `insert into lanes (agency, shard)
     select agency, shard from unnest($1::text[]) agency, generate_series(0, $2::int - 1) shard
     on conflict do nothing`,
    [agencies, lanesPerAgency],
  )
  await client.query(
    `with free as (
       select agency, shard from lanes
        where agency = any($2::text[]) and expires_at < clock_timestamp()
        order by agency, shard for update skip locked
     ), ranked as (
       select agency, shard, row_number() over (partition by agency order by shard)
              + (select count(*) from lanes m where m.agency = free.agency and m.owner = $1
                    and m.expires_at >= clock_timestamp()) as place
         from free
     )
     update lanes l set owner = $1, leaving = false, epoch = l.epoch + 1, taken_at = clock_timestamp(),
            expires_at = clock_timestamp() + $4 * interval '1 ms'
       from ranked r where l.agency = r.agency and l.shard = r.shard and r.place <= $3`,
    [worker, agencies, share, leaseMs],
  )
}
