import type { IdentifierScheme, Identity } from '@unefois/broker/ports/declarations.ts'
import type { PersonId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'

/** What is known of the persons whom some identities lead to; grows with what the batch adds. */
export type KnownPersons = {
  /** By the hash of an identifier. */
  readonly owners: Map<string, PersonId>
  /** By the hash of a name and birth date: two at most, which stand for any greater number. */
  readonly namesakes: Map<string, PersonId[]>
  /** `hash person` of everybody known under that name and birth date. */
  readonly named: Set<string>
  /** Null among them: an identifier that may be of any scheme. */
  readonly schemes: Map<PersonId, Set<IdentifierScheme | null>>
}

const schemesOf = (person: string) =>
  `array(select held.scheme from person_identifiers held where held.person_id = ${person})`

type OwnerRow = { hash: Buffer; name: Buffer; person: PersonId; named: boolean; schemes: IdentifierScheme[] }
type NamesakeRow = { name: Buffer; person: PersonId; schemes: IdentifierScheme[] }

export const readKnownPersons = async (
  client: PoolClient,
  identities: readonly Identity[],
): Promise<KnownPersons> => {
  const pairs = identities.flatMap(({ strong, fallback }) => strong.map(({ hash }) => ({ hash, fallback })))
  const { rows: owners } = await client.query<OwnerRow>({
    name: 'known-owners',
    text: `select asked.hash, asked.name, i.person_id as person, ${schemesOf('i.person_id')} as schemes,
                  exists (select from person_names n where n.hash = asked.name and n.person_id = i.person_id) as named
             from unnest($1::bytea[], $2::bytea[]) as asked(hash, name)
            cross join lateral (select * from person_identifiers i where i.hash = asked.hash offset 0) i`,
    values: [pairs.map(({ hash }) => hash), pairs.map(({ fallback }) => fallback)],
  })
  const { rows: namesakes } = await client.query<NamesakeRow>({
    name: 'known-namesakes',
    text: `select asked.name, n.person_id as person, ${schemesOf('n.person_id')} as schemes
             from (select distinct name from unnest($1::bytea[]) as name) as asked
            cross join lateral (select p.person_id from person_names p where p.hash = asked.name limit 2) as n`,
    values: [identities.map(({ fallback }) => fallback)],
  })
  const byName = Map.groupBy(namesakes, ({ name }) => name.toString('hex'))
  return {
    owners: new Map(owners.map(({ hash, person }) => [hash.toString('hex'), person])),
    namesakes: new Map([...byName].map(([name, rows]) => [name, rows.map(({ person }) => person)])),
    named: new Set([
      ...owners.filter(({ named }) => named).map(({ name, person }) => `${name.toString('hex')} ${person}`),
      ...namesakes.map(({ name, person }) => `${name.toString('hex')} ${person}`),
    ]),
    schemes: new Map([...owners, ...namesakes].map(({ person, schemes }) => [person, new Set(schemes)])),
  }
}
