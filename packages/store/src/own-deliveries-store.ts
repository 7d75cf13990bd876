import type { AttemptRecord } from '@unefois/broker/ports/deliveries.ts'
import type { OwnDeliveries, OwnDelivery, OwnDeliveryFilter } from '@unefois/broker/ports/own-deliveries.ts'
import { type Outcome, outcomes } from '@unefois/domain/acknowledgement.ts'
import { type DeliveryState, finalStates } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeclarationId, DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

type Row = Omit<OwnDelivery, 'outcome'> & { outcomeReference: string | null }

const state = `coalesce(o.state, case when w.waits_for <> '{}' then 'held' else w.state end)`

/** What a held one waits for (a death, somebody's consent) is not the agency's to know. */
const columns = `
  d.id, d.kind, d.person_id as person, d.sequence, ${state} as state,
  coalesce(o.reason, case when w.waits_for = '{}' then w.reason end) as reason,
  coalesce(o.attempts, w.attempts) as attempts, d.released_at as "releasedAt",
  coalesce(o.sent_at, w.sent_at) as "sentAt",
  case when o.state in ('accepted', 'rejected', 'not-a-client') then o.final_at else w.acknowledged_at end
    as "acknowledgedAt",
  coalesce(w.state = 'received' and w.wake_at < now(), false) as overdue,
  coalesce(o.reference, w.reference) as "outcomeReference",
  case when w.state = 'due' and w.waits_for = '{}' then w.wake_at end as "nextAttemptAt"`

const source = `
  deliveries d
  left join delivery_work w on w.id = d.id and not w.forced
  left join delivery_outcomes o on o.id = d.id`

/** Unfinished ones from the small table, so that the few that are parked are found without history. */
const sourceOf = (asked: DeliveryState | undefined): string => {
  if (asked === undefined || (finalStates as readonly DeliveryState[]).includes(asked)) return source
  return source.replace('left join delivery_work', 'join delivery_work')
}

const isOutcome = (asked: DeliveryState): asked is Outcome => (outcomes as readonly string[]).includes(asked)

const toOwn = ({ outcomeReference, ...row }: Row): OwnDelivery => ({
  ...row,
  outcome: isOutcome(row.state) ? { code: row.state, reference: outcomeReference, reason: row.reason } : null,
})

export const ownDeliveriesStore = (pool: Pool): OwnDeliveries => ({
  list: async (agency, filter, page) => {
    const rows = await listed(pool, agency, filter, { ...page, limit: page.limit + 1 })
    const items = rows.slice(0, page.limit).map(toOwn)
    return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null }
  },

  find: async (agency, id) => {
    const { rows } = await pool.query<
      Row & { declaration: DeclarationId; frozenBody: Buffer; wrappedKey: Buffer | null }
    >(
      `select ${columns}, d.declaration_id as declaration, d.frozen_body as "frozenBody", k.wrapped_key as "wrappedKey"
         from ${source} left join declaration_keys k on k.declaration_id = d.declaration_id
        where d.id = $2 and d.agency = $1 and d.released_at is not null`,
      [agency, id],
    )
    const [found] = rows
    if (found === undefined) return null
    const { declaration, frozenBody, wrappedKey, ...row } = found
    const attempts = await pool.query<AttemptRecord & { number: number }>(
      `select number, started_at as "startedAt", duration_ms as "durationMs", status, failure, answer
         from attempts where delivery_id = $1 order by number`,
      [id],
    )
    return { delivery: toOwn(row), declaration, frozenBody, wrappedKey, attempts: attempts.rows }
  },
})

const listed = async (
  pool: Pool,
  agency: AgencyId,
  { state: asked, kind, since, until }: OwnDeliveryFilter,
  { after, limit }: { readonly after: DeliveryId | null; readonly limit: number },
): Promise<readonly Row[]> => {
  const { rows } = await pool.query<Row>(
    `select ${columns} from ${sourceOf(asked)}
      where d.agency = $1 and d.released_at is not null
        and ($2::uuid is null or (d.released_at, d.id) < (
              select c.released_at, c.id from deliveries c where c.id = $2 and c.agency = $1))
        and ($3::text is null or ${state} = $3)
        and ($4::text is null or d.kind = $4)
        and d.released_at >= coalesce($5::timestamptz, '-infinity')
        and d.released_at < coalesce($6::timestamptz, 'infinity')
      order by d.released_at desc, d.id desc limit $7`,
    [agency, after, asked, kind, since, until, limit],
  )
  return rows
}
