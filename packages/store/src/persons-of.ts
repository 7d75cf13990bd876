import type { Declarations } from '@unefois/broker/ports/declarations.ts'
import type { AgencyId, DeclarationId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'

type Row = { index: number; person: PersonId; agencies: AgencyId[] | null; deliveries: DeliveryId[] | null }

/**
 * The persons of a declaration, and the latest delivery of each agency that it or one that it replaced told of them. A
 * correction's events also hold the withdrawals of those who left, at their places in what it replaced: not its persons.
 */
export const personsOf =
  (pool: Pool): Declarations['personsOf'] =>
  async (id: DeclarationId) => {
    const { rows } = await pool.query<Row>(
      `with recursive line as (
         select id, replaces, 0 as depth from declarations where id = $1
         union all
         select d.id, d.replaces, line.depth + 1
           from line cross join lateral (select * from declarations d where d.id = line.replaces offset 0) d
       ), own as (
         select distinct on (person_index) person_index, person_id from person_events
          where declaration_id = $1 and type not like '%.withdrawn.v1'
       )
       select own.person_index as index, own.person_id as person, told.agencies, told.deliveries
         from own
        cross join lateral (
          select array_agg(latest.agency) as agencies, array_agg(latest.delivery) as deliveries
            from (select distinct on (t.agency) t.agency, t.delivery
                    from line
                   cross join lateral (select * from person_events e where e.declaration_id = line.id offset 0) e
                   cross join unnest(e.told_agencies, e.told_deliveries) as t(agency, delivery)
                   where e.person_id = own.person_id
                   order by t.agency, line.depth) latest) told`,
      [id],
    )
    return new Map(
      rows.map(({ index, person, agencies, deliveries }) => [
        index,
        {
          person,
          deliveries: (agencies ?? []).map((agency, i) => ({
            agency,
            delivery: deliveries?.[i] as DeliveryId,
          })),
        },
      ]),
    )
  }
