import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { inventedMoveToAll } from '../../running/invented-move-to-all.ts'
import { until } from '../../running/until.ts'
import { declarationOf, type Filed, lineOf, toldLinesOf } from '../accounts.ts'
import { inventedHousehold } from '../invented-civil-status.ts'
import { dayFromToday } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const citizen = 'demo-citizen'

/** What was wrong is put right with everybody who heard it, and never heard by anybody else. */
export const corrections = (where: Where): void => {
  const correct = async (id: string, body: unknown): Promise<Filed> =>
    declarationOf(await where().change(citizen, `${id}/corrections`, body))
  const arrivalOf = async (agency: string, delivery: string) =>
    (await where().simulators.arrivals(agency, delivery))[0]

  test('what has not left never does: the correction goes out as the first word', async () => {
    const { file, untilDeclaration, simulators } = where()
    const person = nextPerson()
    const first = await file({ ...inventedMove(person, 1), effectiveOn: dayFromToday(30) })
    await untilDeclaration(first.id, 'held')
    const second = await correct(first.id, inventedMove(person, 2))
    expect(second.replaces).toBe(first.id)
    const done = await untilDeclaration(second.id, 'completed')
    const superseded = await untilDeclaration(first.id, 'completed')
    for (const agency of toldOfInventedMove) {
      expect(lineOf(superseded, agency).delivery).toMatchObject({ state: 'withdrawn', sentAt: null })
      expect(await simulators.arrivals(agency, lineOf(first, agency).delivery.id)).toEqual([])
      const arrival = await arrivalOf(agency, lineOf(done, agency).delivery.id)
      expect(arrival).toMatchObject({ type: 'unefois.address-change.v1', sequence: '000001' })
      expect(arrival?.replaces).toBeUndefined()
    }
  })

  test('who heard is told that it is corrected, and confirms; a correction can be corrected', async () => {
    const { file, untilDeclaration, change } = where()
    const person = nextPerson()
    const first = await file(inventedMove(person, 1))
    await untilDeclaration(first.id, 'completed')
    const second = await correct(first.id, inventedMove(person, 2))
    await untilDeclaration(second.id, 'completed')
    const third = await correct(second.id, inventedMove(person, 3))
    await untilDeclaration(third.id, 'completed')
    for (const agency of toldOfInventedMove) {
      const [a, b, c] = [first, second, third].map((one) => lineOf(one, agency).delivery.id)
      const type = 'unefois.address-change.corrected.v1'
      expect(await arrivalOf(agency, b ?? '')).toMatchObject({ type, replaces: a, sequence: '000002' })
      expect(await arrivalOf(agency, c ?? '')).toMatchObject({ type, replaces: b, sequence: '000003' })
    }
    for (const { id } of [first, second]) {
      const again = await change(citizen, `${id}/corrections`, inventedMove(person, 4))
      expect(again).toMatchObject({ status: 409, body: { code: 'superseded' } })
      const ended = await change(citizen, `${id}/withdrawal`, { reason: 'Trop tard' })
      expect(ended).toMatchObject({ status: 409, body: { code: 'superseded' } })
    }
  })

  test('an agency no longer concerned is told to forget, a new one hears the plain thing', async () => {
    const { file, untilDeclaration, follow } = where()
    const person = nextPerson()
    const first = await file(inventedMove(person, 1))
    await untilDeclaration(first.id, 'completed')
    const moveToAll = inventedMoveToAll(person, 2)
    const persons = moveToAll.persons.map((about) => {
      const { nas, nam, fileNumbers } = about.identifiers
      return { ...about, identifiers: { nas, nam, fileNumbers } }
    })
    const second = await correct(first.id, { ...moveToAll, persons })
    const done = await untilDeclaration(second.id, 'completed')
    expect(toldLinesOf(done).map(({ agency }) => agency)).not.toContain('saaq')
    const takenBack = await until('the SAAQ’s confirmation', async () => {
      const line = lineOf(await follow(first.id), 'saaq')
      return line.withdrawal?.delivery.state === 'accepted' && line
    })
    expect(await arrivalOf('saaq', takenBack.withdrawal?.delivery.id ?? '')).toMatchObject({
      type: 'unefois.address-change.withdrawn.v1',
      replaces: takenBack.delivery.id,
      sequence: '000002',
    })
    expect(await arrivalOf('ramq', lineOf(done, 'ramq').delivery.id)).toMatchObject({
      type: 'unefois.address-change.v1',
      sequence: '000001',
    })
    expect(await arrivalOf('rrq', lineOf(done, 'rrq').delivery.id)).toMatchObject({
      type: 'unefois.address-change.corrected.v1',
      replaces: lineOf(first, 'rrq').delivery.id,
    })
  })

  test('a household that shrinks: who stays is corrected, who left is taken back, each under their own name', async () => {
    const { file, change, untilDeclaration, simulators } = where()
    const numbers = [nextPerson(), nextPerson(), nextPerson()] as const
    const consent = { given: true, method: 'sms', at: new Date().toISOString() }
    const household = inventedHousehold(numbers, consent)
    const first = await file(household)
    await untilDeclaration(first.id, 'completed')
    const subjectOf = async (person: number) => {
      const line = toldLinesOf(first).find((one) => one.agency === 'rrq' && one.person === person)
      return (await arrivalOf('rrq', line?.delivery.id ?? ''))?.subject
    }
    const [parent, other] = [await subjectOf(0), await subjectOf(1)]
    // The other adult moved alone: the first place in the list is theirs now.
    const second = await correct(first.id, { ...household, persons: [household.persons[1]] })
    await untilDeclaration(second.id, 'completed')
    const typesOf = async (subject: string | undefined) =>
      (await simulators.received('rrq')).filter((one) => one.subject === subject).map(({ type }) => type)
    await until('the parent’s notice', async () => (await typesOf(parent)).length === 2)
    const [plain, corrected, withdrawn] = ['', '.corrected', '.withdrawn'].map(
      (turn) => `unefois.address-change${turn}.v1`,
    )
    expect(await typesOf(parent)).toEqual([plain, withdrawn])
    expect(await typesOf(other)).toEqual([plain, corrected])
    expect((await change(citizen, `${second.id}/withdrawal`, { reason: 'Ne déménage plus' })).status).toBe(
      202,
    )
    await until('the other’s notice', async () => (await typesOf(other)).length === 3)
    expect(await typesOf(other)).toEqual([plain, corrected, withdrawn])
    expect(await typesOf(parent)).toEqual([plain, withdrawn])
  })

  test('only its own people correct a declaration, by one of the same kind, once for each key', async () => {
    const { file, change, citizen: caller, untilDeclaration } = where()
    const person = nextPerson()
    const key = randomUUID()
    const body = inventedMove(person, 1)
    const first = declarationOf(await caller.file(body, key))
    for (const token of ['demo-citizen-2', 'demo-clerk', 'demo-agent'])
      expect([token, (await change(token, `${first.id}/corrections`, body)).status]).toEqual([token, 404])
    expect((await change('demo-operator', `${first.id}/corrections`, body)).status).toBe(403)
    expect((await change(citizen, `${randomUUID()}/corrections`, body)).status).toBe(404)
    expect((await change(citizen, `${first.id}/corrections`, { ...body, kind: 'nothing' })).status).toBe(422)

    // The key counts per route: the filing's own is free here.
    const answer = await change(citizen, `${first.id}/corrections`, inventedMove(person, 2), key)
    const second = declarationOf(answer)
    expect(second.id).not.toBe(first.id)
    const again = await change(citizen, `${first.id}/corrections`, inventedMove(person, 2), key)
    expect(again).toMatchObject({ status: 202, body: { id: second.id } })
    expect(await change(citizen, `${first.id}/corrections`, inventedMove(person, 3), key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    })
    await untilDeclaration(second.id, 'completed')
    await untilDeclaration((await file(inventedMove(person, 5))).id, 'completed')
  })
}
