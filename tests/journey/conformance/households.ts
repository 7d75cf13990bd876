import { expect, test } from 'vitest'
import { until } from '../../running/until.ts'
import { type Filed, toldLinesOf } from '../accounts.ts'
import { inventedHousehold } from '../invented-civil-status.ts'
import { sample } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const consent = (given: boolean) => ({ given, method: 'counter', at: new Date().toISOString() })
const numbers = (): [number, number, number] => [nextPerson(), nextPerson(), nextPerson()]
const linesOf = (declaration: Filed, person: number) =>
  toldLinesOf(declaration).filter((line) => line.person === person)

/** Several persons moving together: each adult for themself, minors by their parent, nobody held by another. */
export const households = (where: Where): void => {
  const untilPerson = (id: string, person: number, state: string): Promise<Filed> =>
    until(`person ${person} ${state}`, async () => {
      const now = await where().follow(id)
      return linesOf(now, person).every(({ delivery }) => delivery.state === state) && now
    })

  test('the sample is delivered for everybody in it', async () => {
    const { file, untilDeclaration, simulators } = where()
    const { id } = await file(sample('address-change.household'))
    const done = await untilDeclaration(id, 'completed')
    expect([0, 1].map((person) => linesOf(done, person).map(({ agency }) => agency))).toEqual([
      ['saaq', 'rrq', 'revenu', 'dge', 'cra', 'hydro-quebec'],
      ['rrq', 'revenu', 'cra', 'hydro-quebec'],
    ])
    for (const { agency, attributes, delivery } of toldLinesOf(done)) {
      const [arrival] = await simulators.arrivals(agency, delivery.id)
      expect(Object.keys(arrival?.data ?? {}).sort()).toEqual([...attributes].sort())
    }
  })

  test('an adult who has not answered is held, and nobody else; their yes lets their own go', async () => {
    const { file, change, untilDeclaration } = where()
    const filed = await file(inventedHousehold(numbers()))
    await untilPerson(filed.id, 0, 'accepted')
    const waiting = await untilPerson(filed.id, 2, 'accepted')
    expect(linesOf(waiting, 2).length).toBeGreaterThan(0)
    expect(linesOf(waiting, 1).length).toBeGreaterThan(0)
    for (const { delivery } of linesOf(waiting, 1))
      expect(delivery).toMatchObject({ state: 'held', heldFor: 'consent', sentAt: null })
    const given = { person: 1, ...consent(true) }
    for (let time = 0; time < 2; time++)
      expect((await change('demo-agent', `${filed.id}/consents`, given)).status).toBe(202)
    await untilDeclaration(filed.id, 'completed')
  })

  test('a no withdraws their own, which never leave', async () => {
    const { file, change, untilDeclaration, simulators } = where()
    const filed = await file(inventedHousehold(numbers()))
    const refusal = { person: 1, ...consent(false) }
    expect((await change('demo-agent', `${filed.id}/consents`, refusal)).status).toBe(202)
    const done = await untilDeclaration(filed.id, 'completed')
    for (const { agency, delivery } of linesOf(done, 1)) {
      expect([agency, delivery.state]).toEqual([agency, 'withdrawn'])
      expect(await simulators.arrivals(agency, delivery.id)).toEqual([])
    }
    for (const { delivery } of linesOf(done, 0)) expect(delivery.state).toBe('accepted')
  })

  test('a no at the filing tells nobody of that adult', async () => {
    const { file, untilDeclaration } = where()
    const filed = await file(inventedHousehold(numbers(), consent(false)))
    expect(linesOf(filed, 1)).toEqual([])
    const reasons = new Set(filed.plan.filter(({ person }) => person === 1).map(({ reason }) => reason.code))
    expect(reasons).toContain('consent-refused')
    await untilDeclaration(filed.id, 'completed')
  })

  test('an answer is an agent’s to record, of somebody who moves', async () => {
    const { file, change } = where()
    const { id } = await file(inventedHousehold(numbers()))
    expect((await change('demo-operator', `${id}/consents`, { person: 1, ...consent(true) })).status).toBe(
      403,
    )
    const nobody = await change('demo-agent', `${id}/consents`, { person: 7, ...consent(true) })
    expect(nobody).toMatchObject({ status: 422, body: { errors: [{ pointer: '/person' }] } })
    expect((await change('demo-agent', `${id}/consents`, { person: 1 })).status).toBe(422)
  })
}
