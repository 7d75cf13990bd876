import { choosePerson } from '@unefois/broker/choose-person.ts'
import type { IdentifierScheme, Identity } from '@unefois/broker/ports/declarations.ts'
import type { PersonId } from '@unefois/domain/ids.ts'
import type { PoolClient } from 'pg'
import { type KnownPersons, readKnownPersons } from './known-persons.ts'

/** What leads to the persons from now on. */
export type Leads = {
  readonly identifiers: Map<string, { readonly person: PersonId; readonly scheme: IdentifierScheme }>
  readonly names: Map<string, { readonly name: string; readonly person: PersonId }>
}

export type Resolution = {
  readonly persons: readonly PersonId[]
  /** Of each, whether what was given contradicts what is known. */
  readonly conflicts: readonly boolean[]
  readonly leads: Leads
}

const isKnown = (person: Identity | PersonId): person is PersonId => typeof person === 'string'

/** Who each one is; nothing is written yet. Later ones of a batch find what earlier ones have added. */
export const resolvePersons = async (
  client: PoolClient,
  sought: readonly (Identity | PersonId)[],
  newPersonId: () => PersonId,
): Promise<Resolution> => {
  const identities = sought.flatMap((person) => (isKnown(person) ? [] : [person]))
  const known = await readKnownPersons(client, identities)
  const leads: Leads = { identifiers: new Map(), names: new Map() }
  const found = sought.map((identity) => {
    if (isKnown(identity)) return { person: identity, conflict: false }
    const chosen = choose(known, identity)
    const person = chosen.person ?? newPersonId()
    if (!chosen.conflict) remember(known, leads, { identity, person })
    return { person, conflict: chosen.conflict }
  })
  return {
    persons: found.map(({ person }) => person),
    conflicts: found.map(({ conflict }) => conflict),
    leads,
  }
}

const choose = ({ owners, namesakes, named, schemes }: KnownPersons, { strong, fallback }: Identity) => {
  const name = fallback.toString('hex')
  return choosePerson({
    identifiers: strong.map(({ scheme, hash }) => ({ scheme, owner: owners.get(hash.toString('hex')) })),
    namesakes: namesakes.get(name) ?? [],
    isNamed: (person) => named.has(`${name} ${person}`),
    hasScheme: (person, scheme) => {
      const held = schemes.get(person)
      return held !== undefined && (held.has(scheme) || held.has(null))
    },
  })
}

const remember = (
  known: KnownPersons,
  leads: Leads,
  { identity, person }: { readonly identity: Identity; readonly person: PersonId },
): void => {
  const held = known.schemes.get(person) ?? new Set()
  known.schemes.set(person, held)
  for (const { scheme, hash } of identity.strong) {
    const key = hash.toString('hex')
    if (known.owners.has(key)) continue
    known.owners.set(key, person)
    held.add(scheme)
    leads.identifiers.set(key, { person, scheme })
  }
  const name = identity.fallback.toString('hex')
  const key = `${name} ${person}`
  if (known.named.has(key)) return
  known.named.add(key)
  known.namesakes.set(name, [...(known.namesakes.get(name) ?? []), person])
  leads.names.set(key, { name, person })
}

/** In one order for everybody. The persons' rows exist already. */
export const storeLeads = async (client: PoolClient, { identifiers, names }: Leads): Promise<void> => {
  const hashes = [...identifiers.keys()].sort()
  if (hashes.length > 0)
    await client.query({
      name: 'remember-identifiers',
      text: `insert into person_identifiers (hash, person_id, scheme)
             select decode(hash, 'hex'), person_id, scheme
               from unnest($1::text[], $2::uuid[], $3::text[]) as a(hash, person_id, scheme)
             on conflict do nothing`,
      values: [
        hashes,
        hashes.map((hash) => identifiers.get(hash)?.person),
        hashes.map((hash) => identifiers.get(hash)?.scheme),
      ],
    })
  const added = [...names.keys()].sort().flatMap((key) => names.get(key) ?? [])
  if (added.length > 0)
    await client.query({
      name: 'remember-names',
      text: `insert into person_names (hash, person_id)
             select decode(hash, 'hex'), person_id from unnest($1::text[], $2::uuid[]) as a(hash, person_id)
             on conflict do nothing`,
      values: [added.map(({ name }) => name), added.map(({ person }) => person)],
    })
}
