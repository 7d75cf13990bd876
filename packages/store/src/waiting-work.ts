import type {
  DeliveryWork,
  Lane,
  ReleasableDelivery,
  ReleasedBody,
} from '@unefois/broker/ports/deliveries.ts'
import { transitions } from '@unefois/domain/delivery.ts'
import type { DeclarationId, DeliveryId, PersonEventId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { chainFollowed } from './chain-followed.ts'
import { heardOf } from './heard-of.ts'
import { transaction } from './pool.ts'

type ReleasableRow = {
  id: DeliveryId
  person_id: PersonId
  declaration_id: DeclarationId
  shard: number
  person_event_id: PersonEventId
  type: string
  content: Buffer
  wrapped_key: Buffer
  act: Buffer | null
  consent: Buffer | null
  turn: ReleasableDelivery['turn']
  heard: DeliveryId | null
}

const agencyOf = (lanes: readonly Lane[]): string | undefined => lanes[0]?.agency
const shardsOf = (lanes: readonly Lane[]): readonly number[] => lanes.map(({ shard }) => shard)

/** From the few that are held, whatever the planner believes of the other tables: see `due-work.ts`. */
const releasableStatement = `
  select w.id, w.person_id, d.declaration_id, w.shard, d.person_event_id, e.type, e.content, k.wrapped_key,
         a.content as act, c.content as consent, d.turn, heard.id as heard
    from delivery_work w
   cross join lateral (select * from deliveries d where d.id = w.id offset 0) d
   cross join lateral (select * from person_events e where e.id = d.person_event_id offset 0) e
    left join lateral (${heardOf}) heard on d.follows is not null
    left join lateral (select * from acts a where a.declaration_id = d.declaration_id offset 0) a on true
    left join lateral (select * from consents c where c.declaration_id = d.declaration_id
                          and c.person_index = e.person_index offset 0) c on true
   cross join lateral (select * from declaration_keys k where k.declaration_id = d.declaration_id offset 0) k
   where w.agency = $1 and w.state = 'held' and w.wake_at <= now() and w.waits_for = '{}'
     and w.shard = any($2::smallint[]) and k.wrapped_key is not null
   order by w.wake_at, e.person_seq
   limit $3`

/** Work that waits for an instant: held until its release, deferred until the agency's `until`. */
export const waitingWork = (
  pool: Pool,
): Pick<DeliveryWork, 'resume' | 'releasable' | 'release' | 'settleSuperseded'> => ({
  settleSuperseded: async (lanes, inHand, handedWithinMs) => {
    await withdrawUnsent(pool, lanes, { inHand, handedWithinMs })
    await letFollowersGo(pool, lanes)
  },

  resume: async (lanes) => {
    const { rowCount } = await pool.query({
      name: 'resume-work',
      text: `update delivery_work set state = 'due', reason = null, wake_at = now(), due_since = now(), retries = 0
              where agency = $1 and state = any($3::text[]) and wake_at <= now() and waits_for = '{}'
                and shard = any($2::smallint[])`,
      values: [agencyOf(lanes), shardsOf(lanes), transitions.resume.from],
    })
    return rowCount ?? 0
  },

  // In the order of their events, so that a person's sequence follows it.
  releasable: async (lanes, limit) => {
    const { rows } = await pool.query<ReleasableRow>({
      name: 'releasable-work',
      text: releasableStatement,
      values: [agencyOf(lanes), shardsOf(lanes), limit],
    })
    return rows.map((row) => ({
      id: row.id,
      person: row.person_id,
      declaration: row.declaration_id,
      shard: row.shard,
      personEvent: row.person_event_id,
      type: row.type,
      personEventContent: row.content,
      wrappedKey: row.wrapped_key,
      act: row.act,
      consent: row.consent,
      turn: row.turn,
      heard: row.heard,
    }))
  },

  release: (lanes, released) =>
    transaction(pool, async (client) => {
      // In the order in which everybody locks them.
      await client.query(
        'select from lanes where agency = $1 and shard = any($2::smallint[]) order by shard for share',
        [agencyOf(lanes), shardsOf(lanes)],
      )
      let count = 0
      for (const one of released) count += await releaseOne(client, lanes, one)
      return count
    }),
})

/**
 * Not in hand, fallen due under this very lease, and not read from a feed: nobody can have sent it. The others are sent
 * after all. What the consumer may be handing over this very moment waits.
 */
const withdrawUnsent = async (
  pool: Pool,
  lanes: readonly Lane[],
  { inHand, handedWithinMs }: { readonly inHand: readonly DeliveryId[]; readonly handedWithinMs: number },
): Promise<void> => {
  await pool.query({
    name: 'withdraw-unsent',
    text: `with owned as (
       select l.agency, l.shard, l.taken_at from lanes l
         join unnest($2::smallint[], $3::bigint[]) as mine(shard, epoch) on mine.shard = l.shard and mine.epoch = l.epoch
        where l.agency = $1 order by l.shard for share of l
     ), unsent as (
       delete from delivery_work w using owned
        where w.agency = owned.agency and w.shard = owned.shard and w.superseded_by is not null
          and w.state = 'due' and w.attempts = 0 and w.sent_at is null and w.wake_at > owned.taken_at
          and w.wake_at <= now() - $5 * interval '1 ms' and w.id <> all($4::uuid[])
       returning w.id
     ), doubtful as (
       update delivery_work w set superseded_by = null from owned
        where w.agency = owned.agency and w.shard = owned.shard and w.superseded_by is not null
          and (w.attempts > 0 or w.sent_at is not null or w.state <> 'due' or w.wake_at <= owned.taken_at)
     )
     insert into delivery_outcomes (id, state, reason, attempts, final_at)
     select id, 'withdrawn', 'superseded', 0, now() from unsent`,
    values: [agencyOf(lanes), shardsOf(lanes), lanes.map(({ epoch }) => epoch), inHand, handedWithinMs],
  })
}

/** A follower goes on once what it follows was tried, answered or withdrawn. */
const letFollowersGo = async (pool: Pool, lanes: readonly Lane[]): Promise<void> => {
  await pool.query({
    name: 'let-followers-go',
    text: `update delivery_work w
        set waits_for = array_remove(w.waits_for, 'predecessor'),
            wake_at = case when array_remove(w.waits_for, 'predecessor') = '{}'
                           then coalesce(w.hold_until, now()) else w.wake_at end
      where w.agency = $1 and w.state = 'held' and w.wake_at = 'infinity'
        and w.shard = any($2::smallint[]) and 'predecessor' = any(w.waits_for)
        and not exists (
          with ${chainFollowed('(select d.follows from deliveries d where d.id = w.id)')}
          select from chain
           where exists (select from delivery_work p
                          where p.id = chain.id and p.state || '' = 'due' and p.attempts = 0 and p.sent_at is null))`,
    values: [agencyOf(lanes), shardsOf(lanes)],
  })
}

/** The sequence is taken under the person's row, which the agency's consumer writes as well: never twice. */
const releaseOne = async (
  client: PoolClient,
  lanes: readonly Lane[],
  { delivery, body }: { readonly delivery: ReleasableDelivery; readonly body: ReleasedBody },
): Promise<number> => {
  if (body === 'unheard') return endUnheard(client, delivery)
  if (body === 'unbuildable') return park(client, delivery)
  const agency = agencyOf(lanes)
  const epoch = lanes.find(({ shard }) => shard === delivery.shard)?.epoch
  const { rowCount } = await client.query(
    `update delivery_work set state = 'due', reason = null, wake_at = now(), due_since = now()
      where id = $1 and state = any($2::text[]) and waits_for = '{}' and exists (
        select from lanes where agency = $3 and shard = $4 and epoch = $5 for share)`,
    [delivery.id, transitions.release.from, agency, delivery.shard, epoch],
  )
  if (rowCount !== 1) return 0
  const { rows } = await client.query<{ last_sequence: bigint }>(
    `update agency_persons set last_sequence = last_sequence + 1
      where agency = $1 and person_id = $2 returning last_sequence`,
    [agency, delivery.person],
  )
  const sequence = rows[0]?.last_sequence
  if (sequence === undefined) throw new Error('a delivery of a person whom the agency has not met')
  await client.query('update delivery_work set sequence = $2 where id = $1', [delivery.id, sequence])
  // Under the person's row, so that it follows the order of the sequence.
  await client.query(
    'update deliveries set sequence = $2, frozen_body = $3, released_at = clock_timestamp() where id = $1',
    [delivery.id, sequence, body(sequence)],
  )
  return 1
}

/** There is nothing to take back: the agency has never heard of it. */
const endUnheard = async (client: PoolClient, { id }: ReleasableDelivery): Promise<number> => {
  const { rowCount } = await client.query(
    `with ended as (
       delete from delivery_work where id = $1 and state = any($2::text[]) and waits_for = '{}' returning id
     )
     insert into delivery_outcomes (id, state, reason, attempts, final_at)
     select id, 'withdrawn', 'never-heard', 0, now() from ended`,
    [id, transitions.withdraw.from],
  )
  return rowCount ?? 0
}

/** Without a sequence number: a replay builds its body again. */
const park = async (client: PoolClient, { id }: ReleasableDelivery): Promise<number> => {
  const { rowCount } = await client.query(
    `update delivery_work set state = 'parked', reason = 'body-unreadable', wake_at = null
      where id = $1 and state = any($2::text[])`,
    [id, transitions.release.from],
  )
  return rowCount ?? 0
}
