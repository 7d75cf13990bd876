import type { AttemptResult, DeliveryWork, Lane } from '@unefois/broker/ports/deliveries.ts'
import { isFinal, transitions } from '@unefois/domain/delivery.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { amongAgencies, waitBriefly } from './among-agencies.ts'

/** Where a result leads, as columns. */
type Step = {
  readonly state: string
  readonly reason: string | null
  readonly reference: string | null
  readonly wakeAt: Date | null
  readonly final: boolean
}

const stepOf = ({ then }: AttemptResult): Step => {
  const nothing = { reason: null, reference: null, wakeAt: null, final: false }
  switch (then.go) {
    case 'received':
      return { ...nothing, state: 'received', wakeAt: then.acknowledgeBy }
    case 'retry':
    case 'postpone':
      return { ...nothing, state: 'due', reason: then.reason, wakeAt: then.at }
    case 'park':
      return { ...nothing, state: 'parked', reason: then.reason }
    case 'acknowledged': {
      const { outcome, reason = null, reference = null, until } = then.acknowledgement
      const wakeAt = until === undefined ? null : new Date(until)
      return { state: outcome, reason, reference, wakeAt, final: isFinal(outcome) }
    }
  }
}

/**
 * One statement for a batch of results. Only those count whose lane is still owned in the same epoch. A final
 * one leaves the work table for the outcomes; what an acknowledgement has overtaken keeps the acknowledgement's
 * state and only gains the attempt.
 *
 * Work is found by a list of ids, never by a join, and what belongs to an id by its place in that list: a join is planned
 * once, while there is little work or none, perhaps from the side of the work, and then goes through all of it (four
 * times the cost at a few hundred; it grows with the backlog).
 */
const recordStatement = `
  with ${waitBriefly}, result as (
    select * from unnest($1::int[], $2::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
                         $9::timestamptz[], $10::boolean[], $11::integer[], $12::timestamptz[], $13::integer[],
                         $14::smallint[], $15::text[], $16::bytea[])
      as r(lane, id, go, state, reason, reference, wake_at, final, number, started_at, duration_ms, status,
           failure, answer)
  ), owned as (
    select array_agg(asked.place::int) as places
      from briefly
     cross join unnest($3::text[], $4::smallint[], $18::bigint[]) with ordinality as asked(agency, shard, epoch, place)
     cross join lateral (
       select from lanes l where l.agency = asked.agency and l.shard = asked.shard and l.epoch = asked.epoch
       offset 0 for share) l
  ), mine as (
    select r.*, case when r.failure is null then r.started_at end as received_at
      from result r where r.lane = any((select places from owned)::int[])
  ), finished as (
    delete from delivery_work w
     where w.id = any(array(select id from mine where final)) and not w.forced and w.state || '' = any($17::text[])
    returning w.id, w.attempts + 1 as attempts, w.sent_at
  ), ended as (
    insert into delivery_outcomes (id, state, reason, reference, attempts, sent_at, final_at)
    select f.id, ($6::text[])[p.n], ($7::text[])[p.n], ($8::text[])[p.n], f.attempts,
           coalesce(f.sent_at, case when ($15::text[])[p.n] is null then ($12::timestamptz[])[p.n] end), now()
      from finished f cross join lateral (select array_position($2::uuid[], f.id) as n offset 0) p
  ), forced as (
    delete from delivery_work w where w.id = any(array(select id from mine)) and w.forced
  ), continued as (
    update delivery_work w
       set (state, reason, reference, wake_at, acknowledged_at, attempts, retries, sent_at) = (
             select case when a.applies then ($6::text[])[p.n] else w.state end,
                    case when a.applies then ($7::text[])[p.n] else w.reason end,
                    case when a.applies then ($8::text[])[p.n] else w.reference end,
                    case when a.applies then ($9::timestamptz[])[p.n] else w.wake_at end,
                    case when a.applies and a.go = 'acknowledged' then now() else w.acknowledged_at end,
                    w.attempts + 1,
                    w.retries + (a.go = 'retry')::int,
                    coalesce(w.sent_at, case when ($15::text[])[p.n] is null then ($12::timestamptz[])[p.n] end)
               from (select array_position($2::uuid[], w.id) as n offset 0) p
              cross join lateral (
                select go, w.state = 'due' or (go = 'acknowledged' and w.state = any($17::text[]))
                           -- Taken back by an operator while it was under way.
                           or (go = 'received' and w.state = 'parked') as applies
                  from (select ($5::text[])[p.n] as go) g) a)
     where w.id = any(array(select id from mine where not final)) and not w.forced
  ), overtaken as (
    select count(note_late_attempt(m.id, m.received_at)) from mine m
     where (select w.id from delivery_work w where w.id = m.id and not w.forced) is null
  ), attempted as (
    insert into attempts (delivery_id, number, started_at, duration_ms, status, failure, answer)
    select id, number, started_at, duration_ms, status, failure, answer from mine
    on conflict do nothing
  )
  insert into audit_log (at, code, actor, delivery_id, agency, facts)
  select started_at, 'delivery.attempted', 'delivery', id, ($3::text[])[lane],
         jsonb_build_object('number', number, 'status', status, 'failure', failure, 'went', state)
    from mine cross join overtaken`

type Results = { readonly agency: AgencyId; readonly results: readonly AttemptResult[] }

export const recordAttempts = (pool: Pool): DeliveryWork['record'] => {
  const together = amongAgencies(
    async (batches: readonly Results[]) => {
      await recordAll(pool, batches)
      return batches.map(() => undefined)
    },
    ({ results }) => results.length,
  )
  return (agency, results) => together({ agency, results })
}

/** In one order for all programs, so that no two that lock them wait for each other. */
const lanesOf = (batches: readonly Results[]): readonly (Lane & { readonly key: string })[] => {
  const lanes = batches.flatMap(({ agency, results }) =>
    results.map(({ delivery: { shard, epoch } }) => ({
      agency,
      shard,
      epoch,
      key: keyOf(agency, shard, epoch),
    })),
  )
  return [...new Map(lanes.map((lane) => [lane.key, lane])).values()].sort((one, other) =>
    one.agency === other.agency ? one.shard - other.shard : one.agency < other.agency ? -1 : 1,
  )
}

const keyOf = (agency: AgencyId, shard: number, epoch: bigint): string => `${agency}:${shard}:${epoch}`

const recordAll = async (pool: Pool, batches: readonly Results[]): Promise<void> => {
  const results = batches.flatMap(({ results: some }) => some)
  const steps = results.map(stepOf)
  const lanes = lanesOf(batches)
  const places = new Map(lanes.map(({ key }, i) => [key, i + 1]))
  await pool.query({
    name: 'record-attempts',
    text: recordStatement,
    values: [
      batches.flatMap(({ agency, results: some }) =>
        some.map(({ delivery: { shard, epoch } }) => places.get(keyOf(agency, shard, epoch))),
      ),
      results.map(({ delivery }) => delivery.id),
      lanes.map(({ agency }) => agency),
      lanes.map(({ shard }) => shard),
      results.map(({ then }) => then.go),
      steps.map(({ state }) => state),
      steps.map(({ reason }) => reason),
      steps.map(({ reference }) => reference),
      steps.map(({ wakeAt }) => wakeAt?.toISOString() ?? null),
      steps.map(({ final }) => final),
      results.map(({ delivery }) => delivery.attempts + 1),
      results.map(({ attempt }) => attempt.startedAt.toISOString()),
      results.map(({ attempt }) => attempt.durationMs),
      results.map(({ attempt }) => attempt.status),
      results.map(({ attempt }) => attempt.failure),
      results.map(({ attempt }) => attempt.answer),
      transitions.answer.from,
      lanes.map(({ epoch }) => epoch),
    ],
  })
}
