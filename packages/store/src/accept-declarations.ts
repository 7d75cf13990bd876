import type { Acceptance, DeclarationToStore, Duplicate } from '@unefois/broker/ports/declarations.ts'
import type { DeclarationId, PersonId } from '@unefois/domain/ids.ts'
import type { Pool, PoolClient } from 'pg'
import { type DeclarationRow, toStoredDeclaration } from './declaration-row.ts'
import { type Attributed, findDuplicates, fullMatter, isAsPlanned } from './find-duplicates.ts'
import { insertDeclarations } from './insert-declarations.ts'
import { insertPersonEvents } from './insert-person-events.ts'
import { lockIdentities } from './lock-identities.ts'
import { openCase } from './open-case.ts'
import { transaction } from './pool.ts'
import { type Resolution, resolvePersons, storeLeads } from './resolve-persons.ts'
import { takeSequences } from './take-sequences.ts'

export type NewIds = { person(): PersonId; case(): string }

/**
 * Stores declarations, a batch in ONE transaction. The persons' advisory locks are taken before anything is
 * written, in one order for everybody, so that commit order, outbox order and each person's sequence agree.
 */
export const acceptDeclarations =
  (pool: Pool, newIds: NewIds) =>
  (batch: readonly DeclarationToStore[]): Promise<readonly Acceptance[]> =>
    transaction(pool, async (client) => {
      const identities = batch.flatMap(({ persons }) => persons.map(({ person }) => person))
      await lockIdentities(
        client,
        identities.filter((person) => typeof person !== 'string'),
      )
      const used = await usedKeys(client, batch)
      const unused = batch.filter((declaration) => !used.has(keyOf(declaration)))
      const superseded = await supersede(client, unused)
      const current = unused.filter(({ id }) => !superseded.has(id))
      const otherwise = current.length === 0 ? new Map() : await store(client, current, newIds)
      return batch.map((declaration) => {
        if (superseded.has(declaration.id)) return { as: 'superseded' }
        const duplicate = otherwise.get(declaration.id)
        if (duplicate !== undefined) return { as: 'duplicate', duplicate }
        return acceptanceOf(declaration, used.get(keyOf(declaration)))
      })
    })

/** Stores those whose plan was made with what has said the same; returns the others, to be planned again. */
const store = async (
  client: PoolClient,
  batch: readonly DeclarationToStore[],
  newIds: NewIds,
): Promise<ReadonlyMap<DeclarationId, Duplicate | null>> => {
  const sought = batch.flatMap(({ persons }) => persons.map(({ person }) => person))
  const resolution = await resolvePersons(client, sought, newIds.person)
  const attributed = attribute(batch, resolution)
  const otherwise = await plannedOtherwise(client, attributed)
  const fresh = attributed.filter(({ id }) => !otherwise.has(id))
  if (fresh.length === 0) return otherwise
  const persons = fresh.flatMap(({ personIds }) => personIds)
  const sequences = await takeSequences(client, persons)
  await storeLeads(client, resolution.leads)
  await insertDeclarations(client, fresh)
  await insertPersonEvents(
    client,
    fresh,
    persons.map((person, i) => ({ person, seq: sequences[i] as bigint })),
  )
  for (const { id, conflicting } of fresh)
    if (conflicting)
      await openCase(client, newIds.case(), {
        code: 'identity-conflict',
        declaration: id,
        delivery: null,
        agency: null,
      })
  return otherwise
}

/** Of a correction, whom it no longer concerns is none of its persons. */
const isTakenBack = (type: string): boolean => type.includes('.withdrawn.')

const attribute = (
  batch: readonly DeclarationToStore[],
  { persons, conflicts }: Resolution,
): readonly (Attributed & { readonly conflicting: boolean })[] => {
  let place = 0
  return batch.map((declaration) => {
    const from = place
    place += declaration.persons.length
    const personIds = persons.slice(from, place)
    const concerned = personIds.filter((_, i) => !isTakenBack(declaration.persons[i]?.type ?? ''))
    return {
      ...declaration,
      personIds,
      fullMatter: fullMatter(declaration.matter, concerned),
      conflicting: conflicts.slice(from, place).includes(true),
    }
  })
}

/** A correction follows what its own declaration has told. Two of one batch come one after the other. */
const plannedOtherwise = async (
  client: PoolClient,
  batch: readonly Attributed[],
): Promise<Map<DeclarationId, Duplicate | null>> => {
  const plain = batch.filter(({ replaces }) => replaces === null)
  const found = plain.length === 0 ? new Map() : await findDuplicates(client, plain)
  const met = new Set<string>()
  const otherwise = new Map<DeclarationId, Duplicate | null>()
  for (const declaration of batch) {
    const matter = declaration.fullMatter.toString('hex')
    const duplicate: Duplicate | null = found.get(declaration.id) ?? null
    const again = declaration.replaces === null && met.has(matter)
    if (again || !isAsPlanned(declaration.duplicate, duplicate)) otherwise.set(declaration.id, duplicate)
    else met.add(matter)
  }
  return otherwise
}

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

type UsedKey = { readonly fingerprint: Buffer; readonly row: DeclarationRow }

const usedKeys = async (
  client: PoolClient,
  batch: readonly DeclarationToStore[],
): Promise<ReadonlyMap<string, UsedKey>> => {
  const { rows } = await client.query<
    DeclarationRow & { by: string; route: string; key: string; fingerprint: Buffer }
  >({
    name: 'used-keys',
    text: `select i.account as by, i.route, i.key, i.fingerprint, d.*, k.wrapped_key
             from unnest($1::text[], $2::text[], $3::text[]) as asked(account, route, key)
            cross join lateral (select * from idempotency_keys i where i.account = asked.account
                                   and i.route = asked.route and i.key = asked.key offset 0) i
            cross join lateral (select * from declarations d where d.id = i.declaration_id offset 0) d
            cross join lateral (select * from declaration_keys k where k.declaration_id = d.id offset 0) k`,
    values: [
      batch.map(({ account }) => account.id),
      batch.map(({ idempotency }) => idempotency.route),
      batch.map(({ idempotency }) => idempotency.key),
    ],
  })
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
