import { type DeliveryState, isFinal } from '@unefois/domain/delivery.ts'
import type { AgencyId, ReplayId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'
import { lanesPerAgency } from './lanes-store.ts'

export type PutBack = { readonly agency: AgencyId; readonly putBack: number }

/** The next of each agency, in the order of their ids, which is that of the filings. */
const next = `
  asked as (
    select * from unnest($2::text[], $3::int[]) as a(agency, room)
  ), next as (
    select i.agency, i.delivery_id as id, i.attempts
      from asked a
     cross join lateral (
       select agency, delivery_id, attempts from replay_items
        where replay_id = $1 and agency = a.agency and put_back_at is null
        order by delivery_id limit a.room) i
  )`

/**
 * Falls due with a fresh schedule, or is released with a body built anew where there is none. What a concurrent statement
 * holds at this moment stays for the next step: no waiting, hence no deadlock.
 */
const unfinished = `
  locked as (
    select w.* from delivery_work w join next n on n.id = w.id
     where w.state || '' = $4 and w.waits_for = '{}' and not w.forced and w.superseded_by is null
     order by w.id for update of w skip locked
  ), put as (
    update delivery_work w
       set state = case when w.sequence is null then 'held' else 'due' end, reason = null, wake_at = now(),
           due_since = now(), retries = 0, replay_id = $1
      from locked l where w.id = l.id
    returning w.id, w.agency, l.attempts, l.reason, l.wake_at, l.retries
  ), missed as (
    select n.id, n.agency, coalesce(o.state, w.state) as state,
           coalesce(coalesce(o.attempts, w.attempts) > n.attempts, false) as sent
      from next n
      left join delivery_work w on w.id = n.id and not w.forced
      left join delivery_outcomes o on o.id = n.id
     where not coalesce(w.state = $4 and w.waits_for = '{}' and w.superseded_by is null, false)
  )`

/** A final one is sent once more and keeps its outcome: a row of its own, which goes with the attempt. */
const final = `
  put as (
    insert into delivery_work (id, agency, shard, person_id, sequence, state, wake_at, attempts, forced, replay_id)
    select n.id, n.agency,
           ('x' || right(d.person_id::text, 4))::bit(16)::int % ${lanesPerAgency},
           d.person_id, null, 'due', now(), o.attempts, true, $1
      from next n
      join delivery_outcomes o on o.id = n.id and o.state = $4
      join deliveries d on d.id = n.id and d.sequence is not null
    on conflict (id) do nothing
    returning id, agency, attempts, reason, wake_at, retries
  ), missed as (
    select n.id, n.agency, o.state, false as sent
      from next n left join delivery_outcomes o on o.id = n.id
     where n.id not in (select id from put)
  )`

const count = `
  noted as (
    update replay_items i
       set put_back_at = now(), attempts = p.attempts, was_reason = p.reason, was_wake_at = p.wake_at,
           was_retries = p.retries
      from put p where i.replay_id = $1 and i.agency = p.agency and i.delivery_id = p.id
  ), dropped as (
    delete from replay_items i using missed m
     where i.replay_id = $1 and i.agency = m.agency and i.delivery_id = m.id
  ), counted as (
    update replays set done = done + (select count(*) from missed where sent),
                       failed = failed + (select count(*) from missed where not sent)
     where id = $1 and exists (select from missed)
  ), audited as (
    insert into audit_log (at, code, actor, delivery_id, agency, facts)
    select now(), 'delivery.replayed', r.requested_by, p.id, p.agency, jsonb_build_object('replay', $1::uuid)
      from put p cross join replays r where r.id = $1
    union all
    select now(), 'delivery.not-replayed', r.requested_by, m.id, m.agency,
           jsonb_build_object('replay', $1::uuid, 'state', m.state)
      from missed m cross join replays r where r.id = $1 and not m.sent
  )
  select agency, count(*)::int as "putBack" from put group by agency`

export const putBackReplay = async (
  client: PoolClient,
  id: ReplayId,
  { state, rooms }: { readonly state: DeliveryState; readonly rooms: ReadonlyMap<AgencyId, number> },
): Promise<readonly PutBack[]> => {
  const isForced = isFinal(state)
  const { rows } = await client.query<PutBack>({
    name: isForced ? 'put-back-final' : 'put-back-unfinished',
    text: `with ${next}, ${isForced ? final : unfinished}, ${count}`,
    values: [id, [...rooms.keys()], [...rooms.values()], state],
  })
  return rows
}
