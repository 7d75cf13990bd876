import { toHeaders } from '@unefois/broker/person-event-record.ts'
import type { DeclarationToStore } from '@unefois/broker/ports/declarations.ts'
import { topics } from '@unefois/broker/topics.ts'
import type { DeclarationId, PersonId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'
import { packed } from './packed.ts'

/** The person and sequence number of each person event, in the order of the batch. */
export type Resolved = readonly { readonly person: PersonId; readonly seq: bigint }[]

export const insertPersonEvents = async (
  client: PoolClient,
  batch: readonly Pick<DeclarationToStore, 'id' | 'submittedAt' | 'persons'>[],
  resolved: Resolved,
): Promise<void> => {
  const events = batch.flatMap(({ id: declaration, submittedAt, persons }) =>
    persons.map((event) => ({ ...event, declaration, submittedAt })),
  )
  const placed = events.map((event, i) => ({ ...event, ...(resolved[i] as Resolved[number]) }))
  const contents = packed(placed.map(({ content }) => content))
  await client.query({
    name: 'insert-person-events',
    text: `with met as (
       select m.*, substring($13::bytea from start for length) as content
         from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::bigint[], $6::text[], $7::int[],
                     $8::text[], $9::text[], $10::timestamptz[], $11::jsonb[], $14::int[]) with ordinality
         as m(id, declaration_id, person_index, person_id, person_seq, type, start, agencies, deliveries,
              submitted_at, headers, length, place)
     ), stored as (
       insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content,
                                  told_agencies, told_deliveries, submitted_at)
       select id, declaration_id, person_index, person_id, person_seq, type, content,
              string_to_array(agencies, ','), string_to_array(deliveries, ',')::uuid[], submitted_at
         from met
     )
     insert into outbox (topic, key, headers, value)
     select $12, person_id::text, headers, content from met order by place`,
    values: [
      placed.map(({ id }) => id),
      placed.map(({ declaration }) => declaration),
      placed.map(({ personIndex }) => personIndex),
      placed.map(({ person }) => person),
      placed.map(({ seq }) => seq),
      placed.map(({ type }) => type),
      contents.starts,
      placed.map(({ told }) => told.map(({ agency }) => agency).join(',')),
      placed.map(({ told }) => told.map(({ delivery }) => delivery).join(',')),
      placed.map(({ submittedAt }) => submittedAt.toISOString()),
      placed.map((event) => JSON.stringify(headersOf(event))),
      topics.declarations,
      contents.bytes,
      contents.lengths,
    ],
  })
}

const headersOf = (event: {
  id: Parameters<typeof toHeaders>[0]['id']
  type: string
  submittedAt: Date
  person: PersonId
  seq: bigint
  declaration: DeclarationId
}): Record<string, string> =>
  toHeaders({
    id: event.id,
    type: event.type,
    time: event.submittedAt,
    person: event.person,
    personSeq: event.seq,
    declaration: event.declaration,
  })
