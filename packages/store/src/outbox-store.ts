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
 * The events of every person of whom some agency has missed one, from the first missed, or from a death before it that
 * may have been missed where it tells nobody. In each person's order, and not while the outbox still holds something of
 * the person. What was met already changes nothing.
 */
const putBackUnopened = async (pool: Pool, before: Date): Promise<number> => {
  const { rowCount } = await pool.query(
    `with missed as (
       select e.person_id, min(e.person_seq) as first from person_events e
        where e.opened_at is null and e.submitted_at < $1
          and not exists (select from outbox o where o.key = e.person_id::text)
        group by e.person_id
        limit 5000
     ), missing as (
       select m.person_id,
              least(m.first, (select min(d.person_seq) from person_events d
                               where d.person_id = m.person_id and d.type like 'unefois.death.%')) as start
         from missed m
     )
     insert into outbox (topic, key, headers, value)
     select $2, e.person_id::text,
            jsonb_build_object('ce_specversion', '1.0', 'ce_id', e.id, 'ce_type', e.type, 'ce_source', $3::text,
              'ce_time', to_char(e.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'ce_subject', e.person_id, 'ce_personseq', e.person_seq::text, 'ce_declaration', e.declaration_id),
            e.content
       from person_events e join missing m on m.person_id = e.person_id and e.person_seq >= m.start
      order by e.person_id, e.person_seq`,
    [before, topics.declarations, eventSource],
  )
  return rowCount ?? 0
}
