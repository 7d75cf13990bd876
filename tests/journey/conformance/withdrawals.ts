import { expect, test } from 'vitest'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { lineOf, toldLinesOf } from '../accounts.ts'
import { dayFromToday } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const citizen = 'demo-citizen'
const reason = { reason: 'Je ne déménage plus' }

/** The end of a declaration: who heard it forgets it, and says so; nobody else ever hears of it. */
export const withdrawals = (where: Where): void => {
  test('whoever heard is told, and confirms; twice is harmless', async () => {
    const { file, change, follow, untilDeclaration, simulators } = where()
    const filed = await file(inventedMove(nextPerson()))
    await untilDeclaration(filed.id, 'completed')
    for (let time = 0; time < 2; time++)
      expect(await change(citizen, `${filed.id}/withdrawal`, reason)).toMatchObject({
        status: 202,
        body: { state: 'withdrawn' },
      })
    const done = await until('everybody’s confirmation', async () => {
      const now = await follow(filed.id)
      return toldLinesOf(now).every((line) => line.withdrawal?.delivery.state === 'accepted') && now
    })
    expect(done.state).toBe('withdrawn')
    for (const agency of toldOfInventedMove) {
      const { delivery, withdrawal } = lineOf(done, agency)
      expect(delivery.state).toBe('accepted')
      const arrivals = await simulators.arrivals(agency, withdrawal?.delivery.id ?? '')
      expect(arrivals).toMatchObject([
        { type: 'unefois.address-change.withdrawn.v1', replaces: delivery.id, sequence: '000002', data: {} },
      ])
      const subject = arrivals[0]?.subject
      expect((await simulators.received(agency)).filter((one) => one.subject === subject)).toHaveLength(2)
    }
  })

  test('nobody heard: nobody hears', async () => {
    const { file, change, follow, untilDeclaration, simulators } = where()
    const person = nextPerson()
    const filed = await file({ ...inventedMove(person, 1), effectiveOn: dayFromToday(30) })
    await untilDeclaration(filed.id, 'held')
    expect((await change(citizen, `${filed.id}/withdrawal`, reason)).status).toBe(202)
    const done = await until('everything withdrawn', async () => {
      const now = await follow(filed.id)
      return toldLinesOf(now).every(({ delivery }) => delivery.state === 'withdrawn') && now
    })
    expect(done.state).toBe('withdrawn')
    const next = await file(inventedMove(person, 2))
    const told = await untilDeclaration(next.id, 'completed')
    for (const agency of toldOfInventedMove) {
      expect(await simulators.arrivals(agency, lineOf(done, agency).delivery.id)).toEqual([])
      const [arrival] = await simulators.arrivals(agency, lineOf(told, agency).delivery.id)
      expect(arrival?.sequence).toBe('000001')
    }
  })

  test('what failed so far may have arrived: it is delivered, then taken back, in order', async () => {
    const { file, change, follow, simulators, operator, untilDelivery } = where()
    await simulators.behave('dge', { mode: 'hang' })
    const filed = await file(inventedMove(nextPerson()))
    const { delivery } = lineOf(filed, 'dge')
    await until(
      'an attempt under way',
      async () => (await simulators.arrivals('dge', delivery.id)).length > 0,
    )
    expect((await change(citizen, `${filed.id}/withdrawal`, reason)).status).toBe(202)
    await simulators.behave('dge', { mode: 'accept' })
    const now = await until(
      'the confirmation',
      async () => {
        const line = lineOf(await follow(filed.id), 'dge')
        return line.withdrawal?.delivery.state === 'accepted' && line
      },
      60_000,
    )
    expect((await untilDelivery(filed.id, 'dge', 'accepted')).delivery.id).toBe(delivery.id)
    const notice = now.withdrawal?.delivery.id ?? ''
    expect(await simulators.arrivals('dge', notice)).toMatchObject([{ replaces: delivery.id }])
    expect((await operator.get(`/v1/operations/deliveries/${notice}`)).status).toBe(200)
  })

  test('only its own people withdraw a declaration, and say why; then it cannot be corrected', async () => {
    const { file, change } = where()
    const person = nextPerson()
    const { id } = await file(inventedMove(person))
    for (const token of ['demo-citizen-2', 'demo-clerk', 'demo-agent'])
      expect([token, (await change(token, `${id}/withdrawal`, reason)).status]).toEqual([token, 404])
    for (const token of ['demo-operator', 'demo-auditor', 'demo-agency-saaq'])
      expect([token, (await change(token, `${id}/withdrawal`, reason)).status]).toEqual([token, 403])
    for (const wrong of [{}, { reason: '' }, { reason: 7 }, []])
      expect((await change(citizen, `${id}/withdrawal`, wrong)).status).toBe(422)
    expect((await change(citizen, `${id}/withdrawal`, reason)).status).toBe(202)
    const late = await change(citizen, `${id}/corrections`, inventedMove(person, 2))
    expect(late).toMatchObject({ status: 409, body: { code: 'superseded' } })
  })
}
