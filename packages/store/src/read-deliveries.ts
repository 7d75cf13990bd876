import type {
  Deliveries,
  DeliveryDetail,
  DeliveryFilter,
  DeliverySummary,
  RecordedAttempt,
} from '@unefois/broker/ports/deliveries.ts'
import { type Outcome, outcomes } from '@unefois/domain/acknowledgement.ts'
import { type DeliveryState, finalStates } from '@unefois/domain/delivery.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { findPlanned, listPlanned } from './planned-deliveries.ts'

type DeliveryRow = Omit<DeliveryDetail, 'outcome'> & { outcomeReference: string | null }

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

const toDetail = ({ outcomeReference, ...row }: DeliveryRow): DeliveryDetail => ({
  ...row,
  outcome: isOutcome(row.state) ? { code: row.state, reference: outcomeReference, reason: row.reason } : null,
})

export const readDeliveries = (
  pool: Pool,
): Pick<Deliveries, 'ofDeclaration' | 'takingBack' | 'find' | 'list'> => ({
  ofDeclaration: async (declaration) => {
    const { rows } = await pool.query<DeliveryRow>(
      `select ${columns} from deliveries d ${joins} where d.declaration_id = $1 order by d.id`,
      [declaration],
    )
    return rows.map(toDetail)
  },

  takingBack: async (declaration) => {
    const { rows } = await pool.query<DeliveryRow & { follows: DeliveryId }>(
      `select ${columns}, d.follows from deliveries d ${joins}
        where d.turn = 'withdrawn' and d.follows in (select p.id from deliveries p where p.declaration_id = $1)`,
      [declaration],
    )
    return new Map(rows.map(({ follows, ...row }) => [follows, toDetail(row)]))
  },

  find: async (id) => {
    // Looked for again at the end: its consumer may have opened it in between.
    const delivery =
      (await findOpened(pool, id)) ?? (await findPlanned(pool, id)) ?? (await findOpened(pool, id))
    if (delivery === null) return null
    const attempts = await pool.query<RecordedAttempt>(
      `select number, started_at as "startedAt", duration_ms as "durationMs", status, failure
         from attempts where delivery_id = $1 order by number`,
      [id],
    )
    return { delivery, attempts: attempts.rows }
  },

  list: async (filter, { after, limit }) => {
    const opened = await openedDeliveries(pool, filter, { after, limit: limit + 1 })
    const planned = await listPlanned(pool, filter, { after, limit: limit + 1 })
    const merged = [...opened, ...planned].sort((a, b) => (a.id < b.id ? 1 : -1))
    const items = merged.slice(0, limit)
    return { items, next: merged.length > limit ? (items.at(-1)?.id ?? null) : null }
  },
})

/** Of opened ones, the newest first. */
export const summariesOf = async (
  pool: Pick<Pool, 'query'>,
  ids: readonly DeliveryId[],
): Promise<readonly DeliverySummary[]> => {
  const { rows } = await pool.query<DeliveryRow>(
    `select ${columns} from deliveries d ${joins} where d.id = any($1::uuid[]) order by d.id desc`,
    [ids],
  )
  return rows.map(toDetail)
}

const findOpened = async (pool: Pool, id: DeliveryId): Promise<DeliveryDetail | null> => {
  const { rows } = await pool.query<DeliveryRow>(
    `select ${columns} from deliveries d ${joins} where d.id = $1`,
    [id],
  )
  return rows[0] === undefined ? null : toDetail(rows[0])
}

type Page = { readonly after: DeliveryId | null; readonly limit: number }

/** Starts from the small table where the state allows it, so that parked work is found without history. */
const source = (state: DeliveryState | undefined): string => {
  if (state === undefined) return `deliveries d ${joins}`
  const inner = (finalStates as readonly DeliveryState[]).includes(state)
    ? 'delivery_outcomes o'
    : 'delivery_work w'
  const reordered = joins.replace(`left join ${inner}`, `join ${inner}`)
  return `deliveries d ${reordered}`
}

const openedDeliveries = async (
  pool: Pool,
  filter: DeliveryFilter,
  page: Page,
): Promise<readonly DeliverySummary[]> => {
  if (filter.state === 'planned') return []
  const { rows } = await pool.query<DeliveryRow>(
    `select ${columns} from ${source(filter.state)}
      where ($1::uuid is null or d.id < $1)
        and ($2::text is null or d.agency = $2)
        and ($3::text is null or ${state} = $3)
        and ($4::text is null or ${reason} = $4)
        and ($5::timestamptz is null or d.opened_at >= $5)
        and ($6::timestamptz is null or d.opened_at < $6)
      order by d.id desc limit $7`,
    [page.after, filter.agency, filter.state, filter.reason, filter.since, filter.until, page.limit],
  )
  return rows.map(toDetail)
}
