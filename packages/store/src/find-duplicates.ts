import { createHash } from 'node:crypto'
import type { DeclarationToStore, Duplicate } from '@unefois/broker/ports/declarations.ts'
import type { AgencyId, DeclarationId, PersonId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'

/** A declaration whose persons are known. */
export type Attributed = DeclarationToStore & {
  readonly personIds: readonly PersonId[]
  /** Of what it says and of whom. */
  readonly fullMatter: Buffer
}

/** The same for the same persons in another order. */
export const fullMatter = (matter: Buffer, persons: readonly PersonId[]): Buffer =>
  createHash('sha256')
    .update(matter)
    .update([...new Set(persons)].sort().join(','))
    .digest()

type Row = { matter: Buffer; declaration: DeclarationId; person: PersonId | null; agency: AgencyId | null }

/**
 * What stands and says the same as each of these, with whoever has heard it or will. Shared locks keep it standing
 * until this transaction ends; two that come together hold the same persons' locks, so one sees the other.
 */
export const findDuplicates = async (
  client: PoolClient,
  batch: readonly Attributed[],
): Promise<ReadonlyMap<DeclarationId, Duplicate | null>> => {
  const { rows } = await client.query<Row>({
    name: 'find-duplicates',
    text: `select d.matter, d.id as declaration, line.person, line.agency
             from declarations d
             left join lateral (
               select e.person_id as person, t.agency
                 from person_events e
                cross join unnest(e.told_agencies, e.told_deliveries) as t(agency, delivery)
                where e.declaration_id = d.id
                  and not exists (select from delivery_outcomes o
                                   where o.id = t.delivery and o.state in ('withdrawn', 'set-aside'))
             ) line on true
            where d.matter = any($1::bytea[]) and d.withdrawn_at is null and d.superseded_by is null
            order by d.submitted_at, d.id
              for share of d`,
    values: [batch.map((declaration) => declaration.fullMatter)],
  })
  const byMatter = Map.groupBy(rows, ({ matter }) => matter.toString('hex'))
  return new Map(batch.map((one) => [one.id, duplicateOf(one, byMatter.get(one.fullMatter.toString('hex')))]))
}

const duplicateOf = ({ persons, personIds }: Attributed, rows: readonly Row[] = []): Duplicate | null => {
  const [first] = rows
  if (first === undefined) return null
  const told = persons.flatMap(({ personIndex }, i) => {
    const agencies = rows.flatMap(({ person, agency }) => (person === personIds[i] ? (agency ?? []) : []))
    return [...new Set(agencies)].sort().map((agency) => ({ personIndex, agency }))
  })
  return { of: first.declaration, told }
}

/** Whether the plan was made with what is true now. */
export const isAsPlanned = (planned: Duplicate | null, found: Duplicate | null): boolean =>
  JSON.stringify(planned) === JSON.stringify(found)
