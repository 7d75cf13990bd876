import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { lineOf } from '../accounts.ts'
import { dayFromToday } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

/** Answers that agencies give later, by themselves. */
export const acknowledgements = (where: Where): void => {
  afterEach(() => where().simulators.behave('saaq', { mode: 'accept' }))

  const acknowledge = (agency: string, delivery: string, body: unknown) =>
    where().as(`demo-agency-${agency}`).post(`/v1/deliveries/${delivery}/acknowledgement`, body)

  test('an answer given later counts, may be repeated, and cannot be contradicted', async () => {
    const { file, simulators, untilDelivery, follow } = where()
    await simulators.behave('saaq', { mode: 'never-acknowledge' })
    const { id } = await file(inventedMove(nextPerson()))
    const { delivery } = await untilDelivery(id, 'saaq', 'received')
    const given = { outcome: 'accepted', reference: 'SAAQ-77' }
    for (let time = 0; time < 3; time++) {
      const { status, body } = await acknowledge('saaq', delivery.id, given)
      expect([status, body]).toEqual([200, { id: delivery.id, state: 'accepted' }])
    }
    const against = await acknowledge('saaq', delivery.id, { outcome: 'rejected', reason: 'no' })
    expect([against.status, against.body]).toMatchObject([409, { code: 'acknowledgement-contradicts' }])
    expect(lineOf(await follow(id), 'saaq').delivery.outcome).toEqual({
      code: 'accepted',
      reference: 'SAAQ-77',
    })
  })

  test('a review ends in an answer', async () => {
    const { file, simulators, untilDelivery, untilDeclaration } = where()
    await simulators.behave('saaq', { mode: 'needs-review' })
    const { id } = await file(inventedMove(nextPerson()))
    const { delivery } = await untilDelivery(id, 'saaq', 'needs-review')
    expect((await acknowledge('saaq', delivery.id, { outcome: 'accepted' })).status).toBe(200)
    await untilDeclaration(id, 'completed')
  })

  test('another agency’s delivery does not exist, and an answer must be one', async () => {
    const { file, untilDeclaration } = where()
    const { id } = await file(inventedMove(nextPerson()))
    const { delivery } = lineOf(await untilDeclaration(id, 'completed'), 'saaq')
    expect((await acknowledge('ramq', delivery.id, { outcome: 'accepted' })).status).toBe(404)
    expect((await acknowledge('saaq', randomUUID(), { outcome: 'accepted' })).status).toBe(404)
    expect((await acknowledge('saaq', 'not-an-id', { outcome: 'accepted' })).status).toBe(404)
    for (const wrong of [{}, { outcome: 'maybe' }, { outcome: 'rejected' }, { outcome: 'deferred' }, []])
      expect((await acknowledge('saaq', delivery.id, wrong)).status).toBe(422)
  })

  test('what was never sent cannot be acknowledged', async () => {
    const { file, follow } = where()
    const filed = await file({ ...inventedMove(nextPerson()), effectiveOn: dayFromToday(20) })
    const { delivery } = lineOf(filed, 'saaq')
    const { status, body } = await acknowledge('saaq', delivery.id, { outcome: 'accepted' })
    expect([status, body]).toMatchObject([409, { code: 'never-sent' }])
    expect(lineOf(await follow(filed.id), 'saaq').delivery.state).toBe('held')
  })
}
