import { toHeaders } from '@unefois/broker/person-event-record.ts'
import type { Acceptance, DeclarationToStore, Identity } from '@unefois/broker/ports/declarations.ts'
import { topics } from '@unefois/broker/topics.ts'
import type { DeclarationId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { type DeclarationRow, toStoredDeclaration } from './declaration-row.ts'
import { transaction } from './pool.ts'

/**
 * Stores declarations, a batch in ONE transaction. The persons' advisory locks are taken before anything is
 * written, in one order for everybody, so that commit order, outbox order and each person's sequence agree.
 */
export const acceptDeclarations =
  (pool: Pool, newPersonId: () => PersonId) =>
  (batch: readonly DeclarationToStore[]): Promise<readonly Acceptance[]> =>
    transaction(pool, async (client) => {
      await lockIdentities(client, batch)
      const used = await usedKeys(client, batch)
      const unused = batch.filter((declaration) => !used.has(keyOf(declaration)))
      const superseded = await supersede(client, unused)
      const fresh = unused.filter(({ id }) => !superseded.has(id))
      if (fresh.length > 0) {
        const persons = await resolvePersons(client, fresh, newPersonId)
        await insertDeclarations(client, fresh)
        await insertPersonEvents(client, fresh, persons)
      }
      return batch.map((declaration) =>
        superseded.has(declaration.id)
          ? { as: 'superseded' }
          : acceptanceOf(declaration, used.get(keyOf(declaration))),
      )
    })

const keyOf = ({ account, idempotency }: DeclarationToStore): string =>
  JSON.stringify([account.id, idempotency.route, idempotency.key])

/** A correction takes the place of what it corrects, once. Returns those that came too late. */
const supersede = async (
  client: PoolClient,
  batch: readonly DeclarationToStore[],
): Promise<ReadonlySet<DeclarationId>> => {
  const late = new Set<DeclarationId>()
  for (const { id, replaces } of batch) {
    if (replaces === null) continue
    const { rowCount } = await client.query(
      'update declarations set superseded_by = $2 where id = $1 and superseded_by is null and withdrawn_at is null',
      [replaces, id],
    )
    if (rowCount !== 1) late.add(id)
  }
  return late
}

const isKnown = (person: Identity | PersonId): person is PersonId => typeof person === 'string'

const whoOf = (batch: readonly DeclarationToStore[]): readonly (Identity | PersonId)[] =>
  batch.flatMap(({ persons }) => persons.map(({ person }) => person))

/** Of those who are to be found by what is known of them. */
const identities = (batch: readonly DeclarationToStore[]): readonly Identity[] =>
  whoOf(batch).flatMap((person) => (isKnown(person) ? [] : [person]))

/** What leads to a person: any identifier given; the name and birth date only where none was. */
const leadsOf = ({ strong, fallback }: Identity): readonly Buffer[] =>
  strong.length > 0 ? strong : [fallback]

const lockIdentities = async (client: PoolClient, batch: readonly DeclarationToStore[]): Promise<void> => {
  const keys = new Set(
    identities(batch).flatMap((identity) => leadsOf(identity).map((hash) => hash.readBigInt64BE(0))),
  )
  const sorted = [...keys].sort((a, b) => (a < b ? -1 : 1))
  await client.query({
    name: 'lock-identities',
    text: 'select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as key',
    values: [sorted],
  })
}

type UsedKey = { readonly fingerprint: Buffer; readonly row: DeclarationRow }

const usedKeys = async (
  client: PoolClient,
  batch: readonly DeclarationToStore[],
): Promise<ReadonlyMap<string, UsedKey>> => {
  const { rows } = await client.query<
    DeclarationRow & { by: string; route: string; key: string; fingerprint: Buffer }
  >(
    `select i.account as by, i.route, i.key, i.fingerprint, d.*, k.wrapped_key
       from unnest($1::text[], $2::text[], $3::text[]) as asked(account, route, key)
       join idempotency_keys i using (account, route, key)
       join declarations d on d.id = i.declaration_id
       join declaration_keys k on k.declaration_id = d.id`,
    [
      batch.map(({ account }) => account.id),
      batch.map(({ idempotency }) => idempotency.route),
      batch.map(({ idempotency }) => idempotency.key),
    ],
  )
  return new Map(
    rows.map((row) => [JSON.stringify([row.by, row.route, row.key]), { fingerprint: row.fingerprint, row }]),
  )
}

const acceptanceOf = ({ idempotency }: DeclarationToStore, used: UsedKey | undefined): Acceptance => {
  if (used === undefined) return { as: 'new' }
  return used.fingerprint.equals(idempotency.fingerprint)
    ? { as: 'repeated', declaration: toStoredDeclaration(used.row) }
    : { as: 'key-reused' }
}

/** The person and sequence number of each person event, in the order of the batch. */
type Resolved = readonly { readonly person: PersonId; readonly seq: bigint }[]

/** Identifiers that are new lead to the person from now on. */
const resolvePersons = async (
  client: PoolClient,
  batch: readonly DeclarationToStore[],
  newPersonId: () => PersonId,
): Promise<Resolved> => {
  const found = await client.query<{ hash: Buffer; person_id: PersonId }>({
    name: 'find-persons',
    text: 'select hash, person_id from person_identifiers where hash = any($1::bytea[])',
    values: [identities(batch).flatMap(({ strong, fallback }) => [...strong, fallback])],
  })
  const known = new Map(found.rows.map((row) => [row.hash.toString('hex'), row.person_id]))
  const added = new Map<string, PersonId>()

  const persons = whoOf(batch).map((identity) => {
    if (isKnown(identity)) return identity
    const leads = leadsOf(identity).map((hash) => known.get(hash.toString('hex')))
    const person = leads.find((id) => id !== undefined) ?? newPersonId()
    for (const hash of [...identity.strong, identity.fallback].map((bytes) => bytes.toString('hex'))) {
      if (known.has(hash)) continue
      known.set(hash, person)
      added.set(hash, person)
    }
    return person
  })

  const sequences = await takeSequences(client, persons)
  await rememberIdentifiers(client, added)
  return persons.map((person, i) => ({ person, seq: sequences[i] as bigint }))
}

/**
 * In one order for everybody: homonyms born on the same day share a hash that is not locked, and the first of them
 * keeps it.
 */
const rememberIdentifiers = async (
  client: PoolClient,
  added: ReadonlyMap<string, PersonId>,
): Promise<void> => {
  if (added.size === 0) return
  const hashes = [...added.keys()].sort()
  await client.query({
    name: 'remember-identifiers',
    text: `insert into person_identifiers (hash, person_id)
           select decode(hash, 'hex'), person_id from unnest($1::text[], $2::uuid[]) as a(hash, person_id)
           on conflict do nothing`,
    values: [hashes, hashes.map((hash) => added.get(hash))],
  })
}

export const takeSequences = async (
  client: PoolClient,
  persons: readonly PersonId[],
): Promise<readonly bigint[]> => {
  const counts = new Map<PersonId, bigint>()
  for (const person of persons) counts.set(person, (counts.get(person) ?? 0n) + 1n)
  const { rows } = await client.query<{ id: PersonId; last_seq: bigint }>(
    `insert into persons (id, last_seq) select * from unnest($1::uuid[], $2::bigint[])
     on conflict (id) do update set last_seq = persons.last_seq + excluded.last_seq
     returning id, last_seq`,
    [[...counts.keys()], [...counts.values()]],
  )
  const next = new Map(rows.map((row) => [row.id, row.last_seq - (counts.get(row.id) ?? 0n) + 1n]))
  return persons.map((person) => {
    const seq = next.get(person) as bigint
    next.set(person, seq + 1n)
    return seq
  })
}

const insertDeclarations = async (
  client: PoolClient,
  batch: readonly DeclarationToStore[],
): Promise<void> => {
  await client.query(
    `with filed as (
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[],
                            $8::timestamptz[], $9::bytea[], $10::text[], $11::text[], $12::bytea[], $13::uuid[], $14::uuid[])
         as f(id, reference, kind, channel, account, office, content, submitted_at, wrapped_key, route, key, fingerprint, awaited, replaces)
     ), stored as (
       insert into declarations (id, reference, kind, channel, account, office, content, submitted_at, replaces)
       select id, reference, kind, channel, account, office, content, submitted_at, replaces from filed
     ), keyed as (
       insert into declaration_keys (declaration_id, wrapped_key) select id, wrapped_key from filed
     ), remembered as (
       insert into idempotency_keys (account, route, key, fingerprint, declaration_id, used_at)
       select account, route, key, fingerprint, id, submitted_at from filed
     ), awaiting as (
       insert into awaited_acts (delivery_id, declaration_id) select awaited, id from filed where awaited is not null
     )
     insert into audit_log (at, code, actor, declaration_id, facts)
     select submitted_at, 'declaration.accepted', account, id, jsonb_build_object('kind', kind, 'channel', channel)
       from filed`,
    [
      batch.map(({ id }) => id),
      batch.map(({ reference }) => reference),
      batch.map(({ kind }) => kind),
      batch.map(({ channel }) => channel),
      batch.map(({ account }) => account.id),
      batch.map(({ account }) => account.office ?? null),
      batch.map(({ content }) => content),
      batch.map(({ submittedAt }) => submittedAt.toISOString()),
      batch.map(({ wrappedKey }) => wrappedKey),
      batch.map(({ idempotency }) => idempotency.route),
      batch.map(({ idempotency }) => idempotency.key),
      batch.map(({ idempotency }) => idempotency.fingerprint),
      batch.map(({ actAwaitedFrom }) => actAwaitedFrom),
      batch.map(({ replaces }) => replaces),
    ],
  )
}

export const insertPersonEvents = async (
  client: PoolClient,
  batch: readonly Pick<DeclarationToStore, 'id' | 'submittedAt' | 'persons'>[],
  resolved: Resolved,
): Promise<void> => {
  const events = batch.flatMap(({ id: declaration, submittedAt, persons }) =>
    persons.map((event) => ({ ...event, declaration, submittedAt })),
  )
  const placed = events.map((event, i) => ({ ...event, ...(resolved[i] as Resolved[number]) }))
  await client.query(
    `with met as (
       select * from unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::bigint[], $6::text[], $7::bytea[],
                            $8::text[], $9::text[], $10::timestamptz[], $11::jsonb[]) with ordinality
         as m(id, declaration_id, person_index, person_id, person_seq, type, content, agencies, deliveries,
              submitted_at, headers, place)
     ), stored as (
       insert into person_events (id, declaration_id, person_index, person_id, person_seq, type, content,
                                  told_agencies, told_deliveries, submitted_at)
       select id, declaration_id, person_index, person_id, person_seq, type, content,
              string_to_array(agencies, ','), string_to_array(deliveries, ',')::uuid[], submitted_at
         from met
     )
     insert into outbox (topic, key, headers, value)
     select $12, person_id::text, headers, content from met order by place`,
    [
      placed.map(({ id }) => id),
      placed.map(({ declaration }) => declaration),
      placed.map(({ personIndex }) => personIndex),
      placed.map(({ person }) => person),
      placed.map(({ seq }) => seq),
      placed.map(({ type }) => type),
      placed.map(({ content }) => content),
      placed.map(({ told }) => told.map(({ agency }) => agency).join(',')),
      placed.map(({ told }) => told.map(({ delivery }) => delivery).join(',')),
      placed.map(({ submittedAt }) => submittedAt.toISOString()),
      placed.map((event) => JSON.stringify(headersOf(event))),
      topics.declarations,
    ],
  )
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
