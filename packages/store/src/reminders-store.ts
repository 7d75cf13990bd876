import type { Reminders } from '@unefois/broker/ports/reminders.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

/** Two programs that look at once each take others. */
const statement = `
  with overdue as (
    select w.id from delivery_work w
     where w.agency = $1 and w.state = 'received' and w.wake_at < $2 and (w.reminded_at is null or w.reminded_at < $3)
       and not exists (select from agency_pauses p where p.agency = $1)
       and not exists (select from agency_closings c where c.agency = $1 and c.starts_at <= $2 and $2 < c.ends_at)
     order by w.wake_at, w.id limit $4 for update of w skip locked
  ), reminded as (
    update delivery_work w set reminded_at = $2 from overdue where w.id = overdue.id returning w.id, w.wake_at
  ), audited as (
    insert into audit_log (at, code, actor, delivery_id, agency)
    select $2, 'delivery.reminded', 'broker', id, $1 from reminded
  )
  select id from reminded order by wake_at, id`

export const remindersStore = (pool: Pool): Reminders => ({
  take: async (agency, { now, notSince }, limit) => {
    const { rows } = await pool.query<{ id: DeliveryId }>(statement, [agency, now, notSince, limit])
    return rows.map(({ id }) => id)
  },
})
