import { randomBytes, randomUUID } from 'node:crypto'
import type { DeclarationToStore, IdentifierScheme, Identity } from '@unefois/broker/ports/declarations.ts'
import type { PersonId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { describe, expect, test } from 'vitest'
import { declarationsStore } from './declarations-store.ts'
import { aDeclaration } from './stored-for-tests.ts'

const postgres = usePostgres()
const store = () => declarationsStore(postgres.pool, () => randomUUID() as PersonId)

type Given = Partial<Record<IdentifierScheme, Buffer>>
const schemes: readonly IdentifierScheme[] = ['nas', 'nam', 'permis']
const some = () => randomBytes(32)

const declarationOf = (name: Buffer, given: Given = {}): DeclarationToStore => {
  const strong = schemes.flatMap((scheme) => {
    const hash = given[scheme]
    return hash === undefined ? [] : [{ scheme, hash }]
  })
  const person: Identity = { strong, fallback: name }
  const declaration = aDeclaration()
  return { ...declaration, persons: declaration.persons.map((event) => ({ ...event, person })) }
}

/** Files one and says whom it was attributed to, and which cases that opened. */
const file = async (name: Buffer, given: Given = {}) => {
  const declaration = declarationOf(name, given)
  expect(await store().accept(declaration)).toEqual({ as: 'new' })
  const person = (await store().personsOf(declaration.id)).get(0)?.person
  const { rows } = await postgres.pool.query<{ code: string }>(
    'select code from cases where declaration_id = $1',
    [declaration.id],
  )
  return { person, cases: rows.map(({ code }) => code) }
}
const who = async (name: Buffer, given: Given = {}) => (await file(name, given)).person

describe('by name and birth date', () => {
  test('without identifiers, the one person of that name is found, also one who has identifiers', async () => {
    const [name, other] = [some(), some()]
    const known = await who(name, { nas: some() })
    expect(await who(name)).toBe(known)
    expect(await who(other)).not.toBe(known)
  })

  test('without identifiers, two homonyms cannot be told apart: somebody new, and a case', async () => {
    const name = some()
    const known = [await who(name, { nas: some() }), await who(name, { nas: some() })]
    expect(new Set(known).size).toBe(2)
    const { person, cases } = await file(name)
    expect(known).not.toContain(person)
    expect(cases).toEqual(['identity-conflict'])
  })

  test('another identifier of the same scheme is a homonym; one of another scheme is the same person', async () => {
    const name = some()
    const [nam, nas] = [some(), some()]
    const known = await who(name, { nam })
    expect(await who(name, { nam: some() })).not.toBe(known)
    const second = some()
    const alone = await who(second, { nam: some() })
    expect(await who(second, { nas })).toBe(alone)
    expect(await who(some(), { nas })).toBe(alone)
  })
})

describe('by identifiers', () => {
  test('any of them leads, under another name too, and a new one beside it leads from then on', async () => {
    const [nas, nam, permis] = [some(), some(), some()]
    const known = await who(some(), { nas })
    expect(await who(some(), { nas, nam })).toBe(known)
    expect(await who(some(), { nam, permis })).toBe(known)
    expect(await who(some(), { permis })).toBe(known)
  })

  test('those that lead apart are a case; it goes to whom the name agrees with, and teaches nothing', async () => {
    const [nas, nam, permis] = [some(), some(), some()]
    const [nameOfOne, nameOfOther] = [some(), some()]
    const one = await who(nameOfOne, { nas })
    const other = await who(nameOfOther, { nam })
    const conflicting = await file(nameOfOther, { nas, nam, permis })
    expect(conflicting).toEqual({ person: other, cases: ['identity-conflict'] })
    expect([one, other]).not.toContain(await who(some(), { permis }))
    expect(await file(nameOfOne, { nas })).toEqual({ person: one, cases: [] })
  })

  test('those that lead apart under a name of neither go to somebody new', async () => {
    const [nas, nam] = [some(), some()]
    const known = [await who(some(), { nas }), await who(some(), { nam })]
    const { person, cases } = await file(some(), { nas, nam })
    expect(known).not.toContain(person)
    expect(cases).toEqual(['identity-conflict'])
  })

  test('a second identifier of a scheme is a case, and does not lead to the person', async () => {
    const [name, nas, wrong] = [some(), some(), some()]
    const known = await who(name, { nas, nam: some() })
    expect(await file(name, { nas, nam: wrong })).toEqual({ person: known, cases: ['identity-conflict'] })
    expect(await who(some(), { nam: wrong })).not.toBe(known)
  })
})

test('filed at the same time by number and by name, somebody is one person', async () => {
  const accepting = store()
  const others = store()
  for (let round = 0; round < 10; round += 1) {
    const [name, nas] = [some(), some()]
    const filed = [
      declarationOf(name, { nas }),
      declarationOf(name),
      declarationOf(name, { nam: some() }),
    ] as const
    await Promise.all([accepting.accept(filed[0]), others.accept(filed[1]), others.accept(filed[2])])
    const persons = await Promise.all(
      filed.map(async ({ id }) => (await accepting.personsOf(id)).get(0)?.person),
    )
    expect(new Set(persons).size).toBe(1)
  }
})
