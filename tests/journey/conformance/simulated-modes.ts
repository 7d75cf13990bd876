import { afterEach, expect, test } from 'vitest'
import { inventedMoveToAll, toldOfMoveToAll } from '../../running/invented-move-to-all.ts'
import { until } from '../../running/until.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

const soon = (ms: number): string => new Date(Date.now() + ms).toISOString()

/** However an agency answers, the person sees it; however it fails, it is tried again. */
export const simulatedModes = (where: Where): void => {
  afterEach(async () => {
    const { simulators } = where()
    for (const agency of toldOfMoveToAll) await simulators.behave(agency, { mode: 'accept' })
  })

  const attemptsOf = async (delivery: string) => {
    const { status, body } = await where().operator.get(`/v1/operations/deliveries/${delivery}`)
    expect(status).toBe(200)
    return (body as { attempts: { status: number | null; failure: string | null }[] }).attempts
  }

  test('every business answer reaches the person', async () => {
    const { file, simulators, untilDelivery, follow } = where()
    await simulators.behave('saaq', { mode: 'reject', reason: 'Permis inconnu' })
    await simulators.behave('ramq', { mode: 'not-a-client' })
    await simulators.behave('rrq', { mode: 'needs-review' })
    await simulators.behave('revenu', { mode: 'defer', until: soon(1_500) })
    await simulators.behave('dge', { mode: 'acknowledge-later', afterMs: 300 })
    await simulators.behave('mess', { mode: 'never-acknowledge' })
    await simulators.behave('cnesst', { mode: 'slow', ms: 500 })
    const { id } = await file(inventedMoveToAll(nextPerson()))

    const rejected = await untilDelivery(id, 'saaq', 'rejected')
    expect(rejected.delivery.outcome).toMatchObject({ code: 'rejected', reason: 'Permis inconnu' })
    expect((await untilDelivery(id, 'ramq', 'not-a-client')).delivery.outcome?.code).toBe('not-a-client')
    expect((await untilDelivery(id, 'rrq', 'needs-review')).delivery.outcome?.code).toBe('needs-review')
    expect((await untilDelivery(id, 'mess', 'received')).delivery).toMatchObject({
      outcome: null,
      acknowledgedAt: null,
    })
    await untilDelivery(id, 'dge', 'accepted')
    await untilDelivery(id, 'cnesst', 'accepted')
    await untilDelivery(id, 'revenu', 'accepted')
    const declaration = await follow(id)
    expect(declaration.state).toBe('needs-attention')
    const deferred = lineOf(declaration, 'revenu').delivery.id
    expect((await simulators.arrivals('revenu', deferred)).map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  test('whatever fails below the business is tried again, with the reason noted', async () => {
    const { file, simulators, untilDelivery, untilDeclaration, as } = where()
    const modes = {
      saaq: { mode: 'status', code: 500 },
      ramq: { mode: 'status', code: 429, retryAfter: 2 },
      revenu: { mode: 'redirect' },
      mess: { mode: 'down' },
      dge: { mode: 'huge' },
      cnesst: { mode: 'garbage' },
    } as const
    for (const [agency, behaviour] of Object.entries(modes)) await simulators.behave(agency, behaviour)
    const filed = await file(inventedMoveToAll(nextPerson()))
    const delivery = (agency: string) => lineOf(filed, agency).delivery.id
    const failures = {
      saaq: 'failed',
      ramq: 'throttled',
      revenu: 'redirected',
      mess: 'connection-refused',
    }
    for (const [agency, failure] of Object.entries(failures)) {
      const attempts = await until(`a failed attempt at ${agency}`, async () => {
        const made = await attemptsOf(delivery(agency))
        return made.length > 0 && made
      })
      expect([agency, attempts[0]?.failure]).toEqual([agency, failure])
      await simulators.behave(agency, { mode: 'accept' })
    }
    for (const agency of Object.keys(failures)) await untilDelivery(filed.id, agency, 'accepted')
    const throttled = await simulators.arrivals('ramq', delivery('ramq'))
    const [first, second] = throttled.map(({ receivedAt }) => Date.parse(receivedAt))
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_900)

    // A 2xx is a receipt, whatever its body: the answer is still to come.
    for (const agency of ['dge', 'cnesst']) {
      await untilDelivery(filed.id, agency, 'received')
      await as(`demo-agency-${agency}`).post(`/v1/deliveries/${delivery(agency)}/acknowledgement`, {
        outcome: 'accepted',
      })
    }
    await untilDeclaration(filed.id, 'completed')
  })

  test('a flaky agency gets everything in the end, each effect once', async () => {
    const { file, simulators, untilDelivery } = where()
    await simulators.behave('saaq', { mode: 'flaky', rate: 0.3, seed: 7 })
    const filed = await Promise.all(Array.from({ length: 8 }, () => file(inventedMoveToAll(nextPerson()))))
    for (const { id } of filed) {
      const now = await until('an end at the SAAQ', async () => {
        const line = lineOf(await where().follow(id), 'saaq')
        return ['accepted', 'parked'].includes(line.delivery.state) && line
      })
      if (now.delivery.state === 'parked') {
        await simulators.behave('saaq', { mode: 'accept' })
        await where().operator.post(`/v1/operations/deliveries/${now.delivery.id}/replay`, {
          reason: 'flaky',
        })
      }
      await untilDelivery(id, 'saaq', 'accepted')
    }
  })

  test('an agency that hangs delays no other, and is tried again', async () => {
    const { file, simulators, untilDelivery, follow } = where()
    await simulators.behave('mess', { mode: 'hang' })
    const filed = await Promise.all(Array.from({ length: 5 }, () => file(inventedMoveToAll(nextPerson()))))
    for (const { id } of filed)
      for (const agency of toldOfMoveToAll) if (agency !== 'mess') await untilDelivery(id, agency, 'accepted')
    for (const { id } of filed) expect(lineOf(await follow(id), 'mess').delivery.state).toBe('due')
    await simulators.behave('mess', { mode: 'accept' })
    for (const { id } of filed) {
      const line = await until(
        'the hanging agency’s answer',
        async () => {
          const now = lineOf(await follow(id), 'mess')
          return now.delivery.state === 'accepted' && now
        },
        40_000,
      )
      expect((await attemptsOf(line.delivery.id))[0]).toMatchObject({ status: null, failure: 'timed-out' })
    }
  })
}
