import type { DeliveryDetail } from '@unefois/broker/ports/deliveries.ts'
import { type Outcome, outcomes } from '@unefois/domain/acknowledgement.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'

export type DeliveryRow = Omit<DeliveryDetail, 'outcome'> & { outcomeReference: string | null }

/** What has never been tried and would leave, now or at its instant, while its agency is closed. */
const closed = `(w.state in ('held', 'due') and w.attempts = 0 and w.sent_at is null and exists (
  select from agency_closings c
   where c.agency = d.agency and c.starts_at <= greatest(w.wake_at, now()) and greatest(w.wake_at, now()) < c.ends_at))`

/** What waits for a condition shows as held, for the first of them, whatever it was about to do. */
const state = `case when w.waits_for <> '{}' and w.waits_for <> '{predecessor}' then 'held'
                   when w.waits_for = '{predecessor}' then 'due'
                   when ${closed} then 'held' else coalesce(o.state, w.state) end`
const reason = `case when w.waits_for <> '{}' then w.waits_for[1]
                    when ${closed} then 'calendar' else coalesce(o.reason, w.reason) end`

const columns = `
  d.id, d.declaration_id as declaration, x.reference, d.agency, d.kind, d.person_id as person, d.sequence,
  d.opened_at as "openedAt", ${state} as state, ${reason} as reason,
  coalesce(o.attempts, w.attempts) as attempts, coalesce(o.sent_at, w.sent_at) as "sentAt",
  case when o.state in ('accepted', 'rejected', 'not-a-client') then o.final_at else w.acknowledged_at end
    as "acknowledgedAt",
  coalesce(o.reference, w.reference) as "outcomeReference",
  coalesce(w.state = 'received' and w.wake_at < now(), false) as overdue,
  case when w.state = 'due' then w.wake_at end as "nextAttemptAt"`

const joins = `
  join declarations x on x.id = d.declaration_id
  left join delivery_work w on w.id = d.id and not w.forced
  left join delivery_outcomes o on o.id = d.id`

const isOutcome = (state: DeliveryState): state is Outcome => (outcomes as readonly string[]).includes(state)

/** How a delivery `d` is read wherever it is shown: joined with its work `w` and its outcome `o`. */
export const deliveryRows = {
  columns,
  joins,
  state,
  reason,
  toDetail: ({ outcomeReference, ...row }: DeliveryRow): DeliveryDetail => ({
    ...row,
    outcome: isOutcome(row.state)
      ? { code: row.state, reference: outcomeReference, reason: row.reason }
      : null,
  }),
} as const
