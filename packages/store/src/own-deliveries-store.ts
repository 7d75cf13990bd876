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

const isOutcome = (asked: DeliveryState): asked is Outcome => (outcomes as readonly string[]).includes(asked)

const toOwn = ({ outcomeReference, ...row }: Row): OwnDelivery => ({
  ...row,
  outcome: isOutcome(row.state) ? { code: row.state, reference: outcomeReference, reason: row.reason } : null,
})

export const ownDeliveriesStore = (pool: Pool): OwnDeliveries => ({
  list: async (agency, filter, page) => {
    const { rows, lookedTo } = await listed(pool, agency, filter, { ...page, limit: page.limit + 1 })
    const items = rows.slice(0, page.limit).map(toOwn)
    return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : lookedTo }
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

/**
 * Deliveries of history looked at for one page at most, some 40 ms: a rare state or kind is not searched for through
 * all of it at once. A page that found less than its limit then says where the next one goes on.
 */
const lookedAtOnce = 10_000

const listed = async (
  pool: Pool,
  agency: AgencyId,
  { state: asked, kind, since, until }: OwnDeliveryFilter,
  { after, limit }: { readonly after: DeliveryId | null; readonly limit: number },
): Promise<{ readonly rows: readonly Row[]; readonly lookedTo: DeliveryId | null }> => {
  const unfinished = asked !== undefined && !(finalStates as readonly DeliveryState[]).includes(asked)
  const walked = `
    select d.id, d.released_at from deliveries d
      ${unfinished ? 'join delivery_work u on u.id = d.id and u.agency = $1 and not u.forced' : ''}
     where d.agency = $1 and d.released_at is not null
       and ($2::uuid is null or (d.released_at, d.id) < (
             select c.released_at, c.id from deliveries c where c.id = $2 and c.agency = $1))
       and d.released_at >= coalesce($3::timestamptz, '-infinity')
       and d.released_at < coalesce($4::timestamptz, 'infinity')
     order by d.released_at desc, d.id desc`
  const where = [agency, after, since, until]
  const { rows } = await pool.query<Row>(
    `select ${columns} from (${walked} limit ${lookedAtOnce}) walked
       join deliveries d on d.id = walked.id
       left join delivery_work w on w.id = d.id and not w.forced
       left join delivery_outcomes o on o.id = d.id
      where ($5::text is null or ${state} = $5) and ($6::text is null or d.kind = $6)
      order by walked.released_at desc, walked.id desc limit $7`,
    [...where, asked, kind, limit],
  )
  if (rows.length >= limit) return { rows, lookedTo: null }
  const last = await pool.query<{ id: DeliveryId }>(`${walked} offset ${lookedAtOnce - 1} limit 1`, where)
  return { rows, lookedTo: last.rows[0]?.id ?? null }
}
