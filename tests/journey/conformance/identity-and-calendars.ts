import { CaseList } from '@unefois/schemas/answers/case-list.ts'
import { expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { declarationOf, type Filed, lineOf, toldLinesOf } from '../accounts.ts'
import { dayFromToday } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const hour = 3_600_000
const closing = (fromMs: number, toMs: number) => ({
  from: new Date(Date.now() + fromMs).toISOString(),
  to: new Date(Date.now() + toMs).toISOString(),
  reason: 'Période électorale',
})

/** When agencies take nothing; who is who; what was said before; and what no rule may decide. */
export const identityAndCalendars = (where: Where): void => {
  calendars(where)
  duplicates(where)
  cases(where)
}

const calendars = (where: Where): void => {
  const path = '/v1/operations/calendars/dge'
  const close = async (...closed: readonly ReturnType<typeof closing>[]) => {
    const { status, body } = await where().operator.put(path, { closed })
    expect([status, body]).toEqual([200, { closed }])
  }
  const heldFor = async (id: string, agency: string) => {
    const { delivery } = lineOf(await where().follow(id), agency)
    return delivery.state === 'held' ? delivery.heldFor : null
  }

  test('while an agency is closed it alone hears nothing; it hears when the operator opens it', async () => {
    const { file, untilDelivery, operator, simulators } = where()
    await close(closing(-hour, hour))
    expect((await operator.get(path)).body).toMatchObject({ closed: [{ reason: 'Période électorale' }] })
    const filed = await file(inventedMove(nextPerson()))
    expect(lineOf(filed, 'dge').delivery).toMatchObject({ state: 'held', heldFor: 'calendar' })
    await untilDelivery(filed.id, 'saaq', 'accepted')
    const held = await untilDelivery(filed.id, 'dge', 'held')
    expect(held.delivery.heldFor).toBe('calendar')
    const { body } = await operator.get('/v1/operations/deliveries?agency=dge&state=held&reason=calendar')
    expect(body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: held.delivery.id })]),
    })
    expect(await simulators.arrivals('dge', held.delivery.id)).toEqual([])
    await close()
    await untilDelivery(filed.id, 'dge', 'accepted')
  })

  test('a closing ends by itself', async () => {
    const { file, untilDeclaration, untilDelivery, simulators } = where()
    const period = closing(-hour, 3_000)
    await close(period)
    const filed = await file(inventedMove(nextPerson()))
    await untilDelivery(filed.id, 'dge', 'held')
    await untilDeclaration(filed.id, 'completed')
    const [arrival] = await simulators.arrivals('dge', lineOf(filed, 'dge').delivery.id)
    expect(Date.parse(arrival?.receivedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(period.to))
    await close()
  })

  test('a closing that comes later holds what already waits for its day, and lets it go again', async () => {
    const { file } = where()
    const filed = await file({ ...inventedMove(nextPerson()), effectiveOn: dayFromToday(30) })
    expect(await heldFor(filed.id, 'dge')).toBe('effective-date')
    await close({ from: dayFromToday(29), to: dayFromToday(31), reason: 'Période électorale' })
    await until('held for the calendar', async () => (await heldFor(filed.id, 'dge')) === 'calendar')
    expect(await heldFor(filed.id, 'saaq')).toBe('effective-date')
    await close()
    await until('held for its day', async () => (await heldFor(filed.id, 'dge')) === 'effective-date')
  })

  test('calendars are the operators’, of agencies that exist, and make sense', async () => {
    const { as, operator } = where()
    for (const token of ['demo-citizen', 'demo-clerk', 'demo-agency-dge'])
      expect((await as(token).get(path)).status).toBe(403)
    expect((await operator.put('/v1/operations/calendars/nobody', { closed: [] })).status).toBe(404)
    const backwards = { from: '2026-10-05', to: '2026-10-04', reason: 'x' }
    const { status, body } = await operator.put(path, { closed: [backwards] })
    expect([status, body]).toMatchObject([
      422,
      { errors: [{ pointer: '/closed/0/to', code: 'period-backwards' }] },
    ])
  })
}

const duplicates = (where: Where): void => {
  const tells = (filed: Filed) => toldLinesOf(filed).length
  const alreadyTold = ({ plan }: Filed) =>
    plan.filter(({ reason }) => reason.code === 'already-told').map(({ agency }) => agency)

  test('the same move through another channel tells nobody who has heard it', async () => {
    const { file, fileAs, untilDeclaration, follow } = where()
    const move = inventedMove(nextPerson())
    const first = await file(move)
    expect(first.duplicateOf).toBeUndefined()
    const again = declarationOf(await fileAs('demo-agent', { ...move, channel: 'counter' }))
    expect(again.duplicateOf).toBe(first.id)
    expect(tells(again)).toBe(0)
    expect(alreadyTold(again).toSorted()).toEqual(
      toldLinesOf(first)
        .map(({ agency }) => agency)
        .toSorted(),
    )
    expect(await follow(again.id)).toMatchObject({ duplicateOf: first.id, state: 'completed' })
    await untilDeclaration(first.id, 'completed')
    const elsewhere = await file({ ...move, newAddress: inventedMove(1, 77).newAddress })
    expect([elsewhere.duplicateOf, tells(elsewhere)]).toEqual([undefined, tells(first)])
  })

  test('of ten that come at the same time, one tells', async () => {
    const { file } = where()
    const move = inventedMove(nextPerson())
    const filed = await Promise.all(Array.from({ length: 10 }, () => file(move)))
    const [telling, ...others] = filed.filter((one) => tells(one) > 0)
    expect(others).toEqual([])
    expect(filed.filter(({ duplicateOf }) => duplicateOf === telling?.id)).toHaveLength(9)
  })

  test('what was withdrawn is said anew', async () => {
    const { file, change, untilDeclaration } = where()
    const move = inventedMove(nextPerson())
    const first = await file(move)
    await untilDeclaration(first.id, 'completed')
    await change('demo-citizen', `${first.id}/withdrawal`, { reason: 'Projet abandonné' })
    const again = await file(move)
    expect([again.duplicateOf, tells(again)]).toEqual([undefined, tells(first)])
  })
}

const cases = (where: Where): void => {
  const listed = async (token: string, language = 'fr') => {
    const { place } = where()
    const answer = await fetch(`${place.url}/v1/operations/cases?limit=500`, {
      headers: { authorization: `Bearer ${token}`, 'accept-language': language },
    })
    return CaseList.parse(await answer.json()).items
  }
  const about = (declaration: string, token = 'demo-operator') =>
    until(`a case of ${declaration}`, async () =>
      (await listed(token)).find((one) => one.declaration === declaration),
    )

  test('identifiers that lead to two persons are accepted and become a case for an operator', async () => {
    const { file, operator, as } = where()
    const [one, other] = [inventedMove(nextPerson()), inventedMove(nextPerson())]
    await file(one)
    await file(other)
    const identifiers = { ...one.persons[0]?.identifiers, nas: other.persons[0]?.identifiers.nas }
    const filed = await file({ ...inventedMove(1, 5), persons: [{ ...one.persons[0], identifiers }] })
    const found = await about(filed.id)
    expect(found).toMatchObject({ about: 'identity-conflict', state: 'open', reference: filed.reference })
    expect(JSON.stringify(found)).not.toContain(one.persons[0]?.name.surname)
    expect((await listed('demo-operator', 'en')).find(({ id }) => id === found.id)?.text).toMatch(
      /same person/,
    )
    expect(await listed('demo-clerk')).not.toContainEqual(found)
    const resolve = `/v1/operations/cases/${found.id}/resolve`
    const decision = { decision: 'another-person', reason: 'Vérifié au téléphone' }
    expect((await as('demo-clerk').post(resolve, decision)).status).toBe(404)
    expect((await operator.post(resolve, { decision: 'upheld', reason: 'x' })).status).toBe(422)
    expect(await operator.post(resolve, decision)).toMatchObject({
      status: 200,
      body: { state: 'resolved', ...decision },
    })
    expect(await operator.post(resolve, decision)).toMatchObject({
      status: 409,
      body: { code: 'case-resolved' },
    })
  })

  test('a withdrawal that an agency refuses is a case', async () => {
    const { file, change, untilDeclaration, simulators } = where()
    const filed = await file(inventedMove(nextPerson()))
    await untilDeclaration(filed.id, 'completed')
    await simulators.behave('saaq', { mode: 'reject', reason: 'no-such-file' })
    await change('demo-citizen', `${filed.id}/withdrawal`, { reason: 'Projet abandonné' })
    expect(await about(filed.id)).toMatchObject({ about: 'withdrawal-unconfirmed', agency: 'saaq' })
    await simulators.behave('saaq', { mode: 'accept' })
  })
}
