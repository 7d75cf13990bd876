import { expect, test } from 'vitest'
import { until } from '../../running/until.ts'
import { declarationOf, lineOf, toldLinesOf } from '../accounts.ts'
import { inventedBirth } from '../invented-civil-status.ts'
import { openCases } from '../open-cases.ts'
import { sample } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const clerk = 'demo-clerk'
const others = ['ramq', 'rrq'] as const

/** The act decides: who hears first, who waits for its number, and who hears nothing at all. */
export const births = (where: Where): void => {
  const file = async (birth: unknown) => declarationOf(await where().fileAs(clerk, birth))
  const arrivalOf = async (agency: string, delivery: string) =>
    (await where().simulators.arrivals(agency, delivery))[0]
  const expectHeld = async (id: string, agencies: readonly string[]) => {
    for (const agency of agencies)
      expect([agency, lineOf(await where().follow(id), agency).delivery]).toMatchObject([
        agency,
        { state: 'held', heldFor: 'act', sentAt: null },
      ])
  }

  test('the registered sample is told to those whom its sharing names, and not to the état civil', async () => {
    const { untilDeclaration } = where()
    const birth = sample('birth.registered')
    const { id } = await file(birth)
    const done = await untilDeclaration(id, 'completed')
    expect(toldLinesOf(done).map(({ agency }) => agency)).toEqual([
      'ramq',
      'rrq',
      'revenu',
      'cra',
      'service-canada',
    ])
    expect(done.plan.find(({ agency }) => agency === 'etat-civil')).toMatchObject({
      told: false,
      reason: { code: 'source-of-the-act' },
    })
    for (const { agency, attributes, delivery } of toldLinesOf(done)) {
      expect(delivery.state).toBe('accepted')
      const arrival = await arrivalOf(agency, delivery.id)
      expect([agency, arrival?.type]).toEqual([agency, 'unefois.birth.v1'])
      expect(Object.keys(arrival?.data ?? {}).sort()).toEqual([...attributes].sort())
    }
    const number = (birth['act'] as { number: string }).number
    const { delivery } = lineOf(done, 'ramq')
    expect((await arrivalOf('ramq', delivery.id))?.data['act']).toMatchObject({ number })
  })

  test('the sample that awaits its act: the état civil first, and its number with the others', async () => {
    const { untilDeclaration } = where()
    const { id } = await file(sample('birth.awaiting-act'))
    const done = await untilDeclaration(id, 'completed')
    const registrar = lineOf(done, 'etat-civil').delivery
    const number = registrar.outcome?.reference
    expect(number).toMatch(/^1\d{12}$/)
    const first = await arrivalOf('etat-civil', registrar.id)
    for (const agency of others) {
      const line = lineOf(done, agency)
      const arrival = await arrivalOf(agency, line.delivery.id)
      expect(Date.parse(arrival?.receivedAt ?? '')).toBeGreaterThanOrEqual(
        Date.parse(first?.receivedAt ?? ''),
      )
      expect(Object.keys(arrival?.data ?? {}).sort()).toEqual([...line.attributes].sort())
      if (line.attributes.includes('act')) expect(arrival?.data['act']).toMatchObject({ number })
    }
    expect(lineOf(done, 'ramq').attributes).toContain('act')
    expect(lineOf(done, 'rrq').attributes).not.toContain('act')
  })

  test.each(['constat-seul', 'declaration-seule', 'Enquête'])(
    '%s holds everything until a clerk moves the act',
    async (state) => {
      const { change, untilDeclaration, untilDelivery, simulators } = where()
      const filed = await file(inventedBirth(nextPerson(), state))
      expect(filed.state).toBe('held')
      await untilDeclaration(filed.id, 'held')
      await expectHeld(filed.id, ['etat-civil', ...others])
      await simulators.behave('etat-civil', { mode: 'never-acknowledge' })
      expect((await change(clerk, `${filed.id}/act`, { state: 'concordance' })).status).toBe(202)
      const { delivery } = await untilDelivery(filed.id, 'etat-civil', 'received')
      await expectHeld(filed.id, others)
      await simulators.behave('etat-civil', { mode: 'accept' })
      const number = '1120269900001'
      await where()
        .as('demo-agency-etat-civil')
        .post(`/v1/deliveries/${delivery.id}/acknowledgement`, { outcome: 'accepted', reference: number })
      const done = await untilDeclaration(filed.id, 'completed')
      expect((await arrivalOf('ramq', lineOf(done, 'ramq').delivery.id))?.data['act']).toMatchObject({
        number,
      })
    },
  )

  test('an act that a clerk finds in the register is not told to the état civil any more', async () => {
    const { change, untilDeclaration } = where()
    const { id } = await file(inventedBirth(nextPerson(), 'enquete'))
    const number = '1120269900002'
    const act = { state: 'inscrit', number, registeredOn: sample('birth.registered')['act'] as object }
    expect((await change(clerk, `${id}/act`, act)).status).toBe(422)
    expect((await change(clerk, `${id}/act`, { state: 'inscrit' })).status).toBe(422)
    expect((await change(clerk, `${id}/act`, { state: 'inscrit', number })).status).toBe(202)
    const done = await untilDeclaration(id, 'completed')
    expect(lineOf(done, 'etat-civil').delivery).toMatchObject({ state: 'withdrawn', sentAt: null })
    expect(await arrivalOf('etat-civil', lineOf(done, 'etat-civil').delivery.id)).toBeUndefined()
    expect((await arrivalOf('ramq', lineOf(done, 'ramq').delivery.id))?.data['act']).toMatchObject({ number })
  })

  test('a refusal by the état civil releases nobody and becomes work for the clerk', async () => {
    const { place, untilDelivery, follow } = where()
    const { id } = await file(inventedBirth(nextPerson(), 'concordance', 'DEMO-REFUS'))
    const line = await untilDelivery(id, 'etat-civil', 'rejected')
    expect(line.delivery.outcome).toMatchObject({ code: 'rejected', reason: 'Le constat est illisible.' })
    await until('a case', async () => (await openCases(place.databaseUrl, id)).length > 0)
    expect(await openCases(place.databaseUrl, id)).toEqual(['act-refused'])
    await expectHeld(id, others)
    expect((await follow(id)).state).toBe('needs-attention')
  })
}
