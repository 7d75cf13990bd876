import type { AttemptResult } from '@unefois/broker/ports/deliveries.ts'
import { isFinal, transitions } from '@unefois/domain/delivery.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

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
 * state and only gains the attempt. (States are compared as expressions: by their index, a plan made while there was
 * little work would go through all of it for every result.)
 */
const recordStatement = `
  with result as (
    select * from unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[],
                         $9::timestamptz[], $10::boolean[], $11::integer[], $12::timestamptz[], $13::integer[],
                         $14::smallint[], $15::text[], $16::bytea[])
      as r(id, shard, epoch, go, state, reason, reference, wake_at, final, number, started_at, duration_ms, status,
           failure, answer)
  ), owned as (
    select shard, epoch from lanes
     where agency = $1 and (shard, epoch) in (select shard, epoch from result) for share
  ), mine as (
    select r.*, case when r.failure is null then r.started_at end as received_at
      from result r join owned using (shard, epoch)
  ), finished as (
    delete from delivery_work w using mine m
     where w.id = m.id and m.final and not w.forced and w.state || '' = any($17::text[])
    returning w.id, m.state, m.reason, m.reference, w.attempts + 1 as attempts,
              coalesce(w.sent_at, m.received_at) as sent_at
  ), ended as (
    insert into delivery_outcomes (id, state, reason, reference, attempts, sent_at, final_at)
    select id, state, reason, reference, attempts, sent_at, now() from finished
  ), forced as (
    delete from delivery_work w using mine m where w.id = m.id and w.forced
  ), continued as (
    update delivery_work w
       set state = case when m.applies then m.state else w.state end,
           reason = case when m.applies then m.reason else w.reason end,
           reference = case when m.applies then m.reference else w.reference end,
           wake_at = case when m.applies then m.wake_at else w.wake_at end,
           acknowledged_at = case when m.applies and m.go = 'acknowledged' then now() else w.acknowledged_at end,
           attempts = w.attempts + 1,
           retries = w.retries + (m.go = 'retry')::int,
           sent_at = coalesce(w.sent_at, m.received_at)
      from (select m.*, (w.state = 'due' or (m.go = 'acknowledged' and w.state = any($17::text[]))
                              -- Taken back by an operator while it was under way.
                              or (m.go = 'received' and w.state = 'parked')) as applies
              from mine m join delivery_work w on w.id = m.id where not m.final and not w.forced) m
     where w.id = m.id
  ), overtaken as (
    select count(note_late_attempt(m.id, m.received_at)) from mine m
     where (select w.id from delivery_work w where w.id = m.id and not w.forced) is null
  ), attempted as (
    insert into attempts (delivery_id, number, started_at, duration_ms, status, failure, answer)
    select id, number, started_at, duration_ms, status, failure, answer from mine
    on conflict do nothing
  )
  insert into audit_log (at, code, actor, delivery_id, agency, facts)
  select started_at, 'delivery.attempted', 'delivery', id, $1,
         jsonb_build_object('number', number, 'status', status, 'failure', failure, 'went', state)
    from mine cross join overtaken`

export const recordAttempts =
  (pool: Pool) =>
  async (agency: AgencyId, results: readonly AttemptResult[]): Promise<void> => {
    const steps = results.map(stepOf)
    await pool.query({
      name: 'record-attempts',
      text: recordStatement,
      values: [
        agency,
        results.map(({ delivery }) => delivery.id),
        results.map(({ delivery }) => delivery.shard),
        results.map(({ delivery }) => delivery.epoch),
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
      ],
    })
  }
