import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

type Listed = {
  readonly items: readonly { readonly id: string; readonly state: string; readonly attempts: number }[]
}

/** What operators see of deliveries that got stuck, and what they decide. */
export const operations = (where: Where): void => {
  afterEach(async () => {
    const { simulators } = where()
    for (const agency of toldOfInventedMove) await simulators.behave(agency, { mode: 'accept' })
  })

  const decide = (delivery: string, decision: 'replay' | 'set-aside', body: unknown) =>
    where().operator.post(`/v1/operations/deliveries/${delivery}/${decision}`, body)

  test('a delivery whose schedule is exhausted is parked, listed, and accepted after a replay', async () => {
    const { file, simulators, untilDelivery, untilDeclaration, operator } = where()
    await simulators.behave('dge', { mode: 'down' })
    const { id, reference } = await file(inventedMove(nextPerson()))
    const parked = await untilDelivery(id, 'dge', 'parked')
    await untilDeclaration(id, 'needs-attention')
    const { body } = await operator.get('/v1/operations/deliveries?state=parked&agency=dge')
    expect((body as Listed).items).toContainEqual({
      id: parked.delivery.id,
      declaration: id,
      reference,
      agency: 'dge',
      kind: 'address-change',
      state: 'parked',
      reason: 'connection-refused',
      sequence: '000001',
      attempts: 4,
    })
    expect((await decide(parked.delivery.id, 'replay', {})).status).toBe(422)
    await simulators.behave('dge', { mode: 'accept' })
    expect((await decide(parked.delivery.id, 'replay', { reason: 'back again' })).status).toBe(202)
    await untilDeclaration(id, 'completed')
    expect(await simulators.arrivals('dge', parked.delivery.id)).toMatchObject([
      { attempt: 1, duplicate: false },
    ])
  })

  test('an accepted delivery is sent again only when forced, and has no second effect', async () => {
    const { file, simulators, untilDeclaration, follow, untilDelivery } = where()
    const { id } = await file(inventedMove(nextPerson()))
    const done = await untilDeclaration(id, 'completed')
    const { delivery } = lineOf(done, 'saaq')
    const refused = await decide(delivery.id, 'replay', { reason: 'test' })
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'already-final' }])
    expect((await decide(delivery.id, 'replay', { reason: 'test', force: true })).status).toBe(202)
    await expect
      .poll(() => simulators.arrivals('saaq', delivery.id), { timeout: 20_000 })
      .toMatchObject([
        { attempt: 1, duplicate: false },
        { attempt: 2, duplicate: true },
      ])
    const [first, second] = await simulators.arrivals('saaq', delivery.id)
    expect(second?.data).toEqual(first?.data)
    expect(second?.sequence).toBe(first?.sequence)
    expect((await follow(id)).state).toBe('completed')
    expect((await untilDelivery(id, 'saaq', 'accepted')).delivery.outcome).toEqual(delivery.outcome)
  })

  test('setting a parked delivery aside frees the person’s next', async () => {
    const { file, simulators, untilDelivery, follow } = where()
    const person = nextPerson()
    await simulators.behave('rrq', { mode: 'down' })
    const first = await file(inventedMove(person, 1))
    const second = await file(inventedMove(person, 2))
    const parked = await untilDelivery(first.id, 'rrq', 'parked')
    const early = await decide(lineOf(second, 'rrq').delivery.id, 'set-aside', { reason: 'too early' })
    expect(early.status).toBe(409)
    await simulators.behave('rrq', { mode: 'accept' })
    expect(lineOf(await follow(second.id), 'rrq').delivery.state).toBe('due')
    expect((await decide(parked.delivery.id, 'set-aside', { reason: 'told by phone' })).status).toBe(200)
    const next = await untilDelivery(second.id, 'rrq', 'accepted')
    expect(lineOf(await follow(first.id), 'rrq').delivery.state).toBe('set-aside')
    expect(await simulators.arrivals('rrq', parked.delivery.id)).toEqual([])
    expect(await simulators.arrivals('rrq', next.delivery.id)).toMatchObject([{ sequence: '000002' }])
    expect((await decide(parked.delivery.id, 'set-aside', { reason: 'again' })).status).toBe(409)
  })

  test('pages of the list hold every delivery once', async () => {
    const { file, operator, untilDeclaration } = where()
    const filed = await file(inventedMove(nextPerson()))
    await untilDeclaration(filed.id, 'completed')
    const all = (await operator.get('/v1/operations/deliveries?limit=500')).body as Listed & { next: null }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`
      const page = (await operator.get(`/v1/operations/deliveries?limit=37${query}`)).body as Listed & {
        next: string | null
      }
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(seen).toEqual(all.items.map(({ id }) => id))
    expect(new Set(seen).size).toBe(seen.length)
    for (const line of toldOfInventedMove) expect(seen).toContain(lineOf(filed, line).delivery.id)
  })

  test('what nobody knows cannot be decided upon', async () => {
    for (const unknown of [randomUUID(), 'not-an-id'])
      for (const decision of ['replay', 'set-aside'] as const)
        expect((await decide(unknown, decision, { reason: 'test' })).status).toBe(404)
    expect((await where().operator.get('/v1/operations/deliveries?state=nothing')).status).toBe(422)
  })
}
