import { eventSource } from '@unefois/broker/person-event-record.ts'
import type { Outbox, OutboxRow } from '@unefois/broker/ports/outbox.ts'
import { topics } from '@unefois/broker/topics.ts'
import type { Pool } from 'pg'

export const outboxStore = (pool: Pool): Outbox => ({
  unpublished: async (limit) => {
    const { rows } = await pool.query<OutboxRow>({
      name: 'outbox-unpublished',
      text: 'select position, topic, key, headers, value from outbox order by position limit $1',
      values: [limit],
    })
    return rows
  },

  markPublished: async (positions) => {
    await pool.query({
      name: 'outbox-published',
      text: 'delete from outbox where position = any($1::bigint[])',
      values: [positions],
    })
  },

  reconcile: async (before) => {
    await noteOpened(pool, before)
    return putBackUnopened(pool, before)
  },
})

/** Once every told agency has opened its delivery, the delivery's own row is what cannot be forgotten. */
const noteOpened = async (pool: Pool, before: Date): Promise<void> => {
  await pool.query(
    `update person_events e set opened_at = now()
      where e.opened_at is null and e.submitted_at < $1
        and not exists (
          select from unnest(e.told_deliveries) as told(id)
           where not exists (select from deliveries d where d.id = told.id))`,
    [before],
  )
}

/**
 * The events of every person of whom some agency has missed one, from the first that not all agencies have met:
 * a missed event that tells an agency nothing would else remain a gap in its count. In each person's order, and
 * not while the outbox still holds something of the person.
 */
const putBackUnopened = async (pool: Pool, before: Date): Promise<number> => {
  const { rowCount } = await pool.query(
    `with missed as (
       select distinct e.person_id from person_events e
        where e.opened_at is null and e.submitted_at < $1
          and not exists (select from outbox o where o.key = e.person_id::text)
        limit 5000
     ), met as (
       select m.person_id,
              coalesce((select min(p.last_person_seq) from agency_persons p where p.person_id = m.person_id
                        having count(*) = (select count(*) from agency_groups)), 0) as by_all
         from missed m
     )
     insert into outbox (topic, key, headers, value)
     select $2, e.person_id::text,
            jsonb_build_object('ce_specversion', '1.0', 'ce_id', e.id, 'ce_type', e.type, 'ce_source', $3::text,
              'ce_time', to_char(e.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'ce_subject', e.person_id, 'ce_personseq', e.person_seq::text, 'ce_declaration', e.declaration_id),
            e.content
       from person_events e join met on met.person_id = e.person_id and e.person_seq > met.by_all
      order by e.person_id, e.person_seq`,
    [before, topics.declarations, eventSource],
  )
  return rowCount ?? 0
}
