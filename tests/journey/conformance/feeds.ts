import { randomUUID } from 'node:crypto'
import { FeedPage } from '@unefois/schemas/answers/feed-page.ts'
import { newEndpointKeys } from '@unefois/webhook/keys.ts'
import { createSigner } from '@unefois/webhook/sign.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { type AgencyReceiver, openAgencyReceiver } from '../../running/agency-receiver.ts'
import { inventedMove } from '../../running/invented-move.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

const endpoints = '/v1/partner/endpoints'

/** Agencies that fetch what is theirs, and answer by what they hold in common with us. */
export const feeds = (where: Where): void => {
  const rrq = () => where().as('demo-agency-rrq')
  let receiver: AgencyReceiver
  beforeEach(async () => {
    receiver = await openAgencyReceiver()
  })
  afterEach(async () => {
    const { items } = (await rrq().get(endpoints)).body as { items: readonly { id: string }[] }
    for (const { id } of items) await rrq().delete(`${endpoints}/${id}`)
    await receiver.close()
  })

  const read = async (query: string): Promise<z.output<typeof FeedPage>> =>
    FeedPage.parse((await rrq().get(`/v1/partner/feed?${query}`)).body)

  /** Past everything that was released so far. */
  const endOfFeed = async (): Promise<string> => {
    let after = '0'
    for (;;) {
      const { items, next } = await read(`limit=500&after=${after}`)
      if (items.length === 0) return after
      after = next ?? after
    }
  }

  test('who cannot receive fetches, waiting for the next, and answers by the list', async () => {
    const { file, untilDelivery } = where()
    const { id } = (await rrq().post(endpoints, { url: receiver.url })).body as { id: string }
    await rrq().patch(`${endpoints}/${id}`, { state: 'paused' })
    const end = await endOfFeed()
    const waiting = read(`after=${end}&wait=25`)
    const filed = await file(inventedMove(nextPerson()))
    const { delivery } = lineOf(filed, 'rrq')
    const { items, next } = await waiting
    expect(items.map((notice) => notice.id)).toEqual([delivery.id])
    await untilDelivery(filed.id, 'rrq', 'due')

    expect((await read(`after=${next}`)).items).toEqual([])
    await untilDelivery(filed.id, 'rrq', 'received')
    const answer = await rrq().post('/v1/partner/feed/ack', {
      items: [
        { id: delivery.id, outcome: 'accepted', reference: 'RRQ-1' },
        { id: randomUUID(), outcome: 'accepted' },
      ],
    })
    expect(answer.body).toMatchObject({
      items: [{ id: delivery.id, state: 'accepted' }, { problem: { code: 'not-found' } }],
    })
    const { delivery: settled } = await untilDelivery(filed.id, 'rrq', 'accepted')
    expect(settled.outcome).toMatchObject({ reference: 'RRQ-1' })
    expect(receiver.arrivals.filter(({ method }) => method === 'POST')).toEqual([])
    const own = await rrq().get(`/v1/partner/deliveries/${delivery.id}`)
    expect(own.body).toMatchObject({ state: 'accepted', sent: { id: delivery.id }, attempts: [] })
    const others = where().as('demo-agency-saaq')
    expect((await others.get(`/v1/partner/deliveries/${delivery.id}`)).status).toBe(404)
  })

  test('an answer signed with the endpoint’s secret needs no token; a forged one is turned away', async () => {
    const { place, file, simulators, untilDelivery } = where()
    await simulators.behave('rrq', { mode: 'never-acknowledge' })
    const filed = await file(inventedMove(nextPerson()))
    const { delivery } = await untilDelivery(filed.id, 'rrq', 'received')
    await simulators.behave('rrq', { mode: 'accept' })
    const { secret } = (await rrq().post(endpoints, { url: receiver.url })).body as { secret: string }
    const acknowledge = async (key: string) => {
      const body = '{"outcome":"accepted","reference":"RRQ-2"}'
      const id = `ack_${randomUUID()}`
      const at = Math.floor(Date.now() / 1000)
      const sign = createSigner({ secrets: [key], signingKeys: [] })
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(at),
        'webhook-signature': sign(id, at, Buffer.from(body)),
      }
      const path = `${place.url}/v1/deliveries/${delivery.id}/acknowledgement`
      return (await fetch(path, { method: 'POST', headers, body })).status
    }
    expect(await acknowledge(newEndpointKeys().secret)).toBe(401)
    expect(await acknowledge(secret)).toBe(200)
    await untilDelivery(filed.id, 'rrq', 'accepted')
  })
}
