import { randomBytes, randomUUID } from 'node:crypto'
import type { DeclarationToStore, Duplicate } from '@unefois/broker/ports/declarations.ts'
import {
  agencyId,
  type DeclarationId,
  type DeliveryId,
  type PersonEventId,
  type PersonId,
} from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { expect, test } from 'vitest'
import { declarationsStore } from './declarations-store.ts'
import { aDeclaration, citizen, saaq } from './stored-for-tests.ts'

const postgres = usePostgres()
const store = () => declarationsStore(postgres.pool, () => randomUUID() as PersonId)
const ramq = agencyId('ramq')

type Said = { readonly matter: Buffer; readonly names: readonly Buffer[] }
const aMove = (): Said => ({ matter: randomBytes(32), names: [randomBytes(32), randomBytes(32)] })

/** A filing of a move of two, telling both agencies of each but whoever has heard. */
const filingOf = ({ matter, names }: Said, duplicate: Duplicate | null = null): DeclarationToStore => ({
  ...aDeclaration(),
  matter,
  duplicate,
  persons: names.map((name, personIndex) => ({
    id: randomUUID() as PersonEventId,
    personIndex,
    type: 'unefois.address-change.v1',
    content: Buffer.from('sealed event'),
    told: [saaq, ramq]
      .filter(
        (agency) =>
          !duplicate?.told.some((line) => line.personIndex === personIndex && line.agency === agency),
      )
      .map((agency) => ({ agency, delivery: randomUUID() as DeliveryId })),
    person: { strong: [], fallback: name },
  })),
})

const toldByAll = [0, 1].flatMap((personIndex) => [ramq, saaq].map((agency) => ({ personIndex, agency })))

/** Files as submitting does: planned again with what the store answers, until it is accepted. */
const file = async (said: Said, accepting = store()) => {
  let filing = filingOf(said)
  for (;;) {
    const acceptance = await accepting.accept(filing)
    if (acceptance.as === 'new') return filing
    if (acceptance.as !== 'duplicate') throw new Error(acceptance.as)
    filing = filingOf(said, acceptance.duplicate)
  }
}
const tells = ({ persons }: DeclarationToStore) => persons.flatMap(({ told }) => told).length

test('the same filed again is not stored before its plan tells nobody who has heard it', async () => {
  const said = aMove()
  const first = await file(said)
  const again = filingOf(said)
  expect(await store().accept(again)).toEqual({
    as: 'duplicate',
    duplicate: { of: first.id, told: toldByAll },
  })
  expect(await store().find({ id: again.id })).toBeNull()
  const second = await file({ ...said, names: said.names.toReversed() })
  expect(tells(second)).toBe(0)
  expect(await store().find({ id: second.id })).toMatchObject({ duplicateOf: first.id })
  expect(await store().find({ id: first.id })).toMatchObject({ duplicateOf: null })
})

test('other persons, or something else said of the same persons, is no duplicate', async () => {
  const said = aMove()
  await file(said)
  const [one] = said.names
  if (one === undefined) throw new Error('a name')
  expect(tells(await file({ ...said, names: [one] }))).toBe(2)
  expect(tells(await file({ ...said, matter: randomBytes(32) }))).toBe(4)
})

test('what was withdrawn or corrected is said anew; a delivery that will not be sent counts for nobody', async () => {
  const said = aMove()
  const withdrawn = await file(said)
  await store().withdraw({
    declaration: withdrawn.id,
    at: new Date(),
    account: citizen,
    reason: 'x',
    persons: [],
  })
  const corrected = await file(said)
  expect(tells(corrected)).toBe(4)
  const correction = { ...filingOf({ ...said, matter: randomBytes(32) }), replaces: corrected.id }
  expect(await store().accept(correction)).toEqual({ as: 'new' })
  const standing = await file(said)
  expect(tells(standing)).toBe(4)
  const aside = standing.persons[0]?.told[0]?.delivery
  await postgres.pool.query(
    `insert into delivery_outcomes (id, state, attempts, final_at) values ($1, 'set-aside', 3, now())`,
    [aside],
  )
  expect(tells(await file(said))).toBe(1)
})

test('a plan made without somebody who has been withdrawn meanwhile is made again', async () => {
  const said = aMove()
  const of = randomUUID() as DeclarationId
  const late = filingOf(said, { of, told: toldByAll })
  expect(await store().accept(late)).toEqual({ as: 'duplicate', duplicate: null })
  expect(tells(await file(said))).toBe(4)
})

test('of those filed at the same time, through several programs, one tells', async () => {
  const [one, other] = [store(), store()]
  for (let round = 0; round < 5; round += 1) {
    const said = aMove()
    const filed = await Promise.all([one, one, other, other].map((accepting) => file(said, accepting)))
    expect(filed.map(tells).sort()).toEqual([0, 0, 0, 4])
  }
})
