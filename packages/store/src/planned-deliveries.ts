import type { DeliveryDetail, DeliveryFilter } from '@unefois/broker/ports/deliveries.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'

/** Told by the plan and not yet opened by the agency's consumer: usually some milliseconds' worth. */
const planned = `
  select t.id, e.declaration_id as declaration, x.reference, t.agency, x.kind, e.person_id as person,
         'planned' as state, null as reason, null as sequence, 0 as attempts, null as "openedAt", null as "sentAt",
         null as "acknowledgedAt", false as overdue, null as outcome, null as "nextAttemptAt"
    from person_events e
    join declarations x on x.id = e.declaration_id
   cross join unnest(e.told_agencies, e.told_deliveries) as t(agency, id)
   where e.opened_at is null and not exists (select from deliveries d where d.id = t.id)`

export const listPlanned = async (
  pool: Pool,
  filter: DeliveryFilter,
  page: { readonly after: DeliveryId | null; readonly limit: number },
): Promise<readonly DeliveryDetail[]> => {
  const { state = 'planned', reason, overdue } = filter
  if (state !== 'planned' || reason !== undefined || overdue) return []
  const { rows } = await pool.query<DeliveryDetail>(
    `${planned}
        and ($1::uuid is null or t.id < $1)
        and ($2::text is null or t.agency = $2)
        and ($3::timestamptz is null or e.submitted_at >= $3)
        and ($4::timestamptz is null or e.submitted_at < $4)
        and ($5::text is null or x.kind = $5)
        and ($6::uuid is null or e.declaration_id = $6)
        and ($7::text is null or x.reference = $7)
        and ($8::uuid is null or e.person_id = $8)
      order by t.id desc limit $9`,
    [
      page.after,
      filter.agency,
      filter.since,
      filter.until,
      filter.kind,
      filter.declaration,
      filter.reference,
      filter.person,
      page.limit,
    ],
  )
  return rows
}

/** Null when there is none of that id, or its consumer has opened it. */
export const findPlanned = async (
  client: Pool | PoolClient,
  id: DeliveryId,
): Promise<DeliveryDetail | null> => {
  const { rows } = await client.query<DeliveryDetail>(
    `${planned} and e.told_deliveries @> array[$1::uuid] and t.id = $1`,
    [id],
  )
  return rows[0] ?? null
}
