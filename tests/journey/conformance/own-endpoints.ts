import { createVerifier } from '@unefois/webhook/verify.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AgencyReceiver, openAgencyReceiver } from '../../running/agency-receiver.ts'
import type { Answer } from '../../running/api-client.ts'
import { inventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

type Endpoint = {
  readonly id: string
  readonly state: string
  readonly secret: string
  readonly publicKey: string
}

const path = '/v1/partner/endpoints'

/** An agency that says by itself where it receives. */
export const ownEndpoints = (where: Where): void => {
  const rrq = () => where().as('demo-agency-rrq')
  let receiver: AgencyReceiver
  beforeEach(async () => {
    receiver = await openAgencyReceiver()
  })
  afterEach(async () => {
    const { items } = (await rrq().get(path)).body as { items: readonly Endpoint[] }
    for (const { id } of items) await rrq().delete(`${path}/${id}`)
    await receiver.close()
  })

  const endpointIn = ({ status, body }: Answer, wanted = 200): Endpoint => {
    expect([status, body]).toEqual([wanted, expect.anything()])
    return body as Endpoint
  }
  const register = async (): Promise<Endpoint> =>
    endpointIn(await rrq().post(path, { url: receiver.url }), 201)
  const untilArrived = (delivery: string) =>
    until('the delivery at the endpoint', async () =>
      receiver.arrivals.find(({ headers }) => headers['webhook-id'] === delivery),
    )

  test('it receives in place of the simulator, signed with its own keys; and no more once it is removed', async () => {
    const { file, simulators, untilDeclaration } = where()
    const endpoint = await register()
    expect(endpoint.state).toBe('active')
    const filed = await file(inventedMove(nextPerson()))
    const { delivery } = lineOf(filed, 'rrq')
    const { headers, body } = await untilArrived(delivery.id)
    const now = Math.floor(Date.now() / 1000)
    for (const keys of [
      { secrets: [endpoint.secret], publicKeys: [] },
      { secrets: [], publicKeys: [endpoint.publicKey] },
    ])
      expect(createVerifier(keys)({ headers, body, now })).toEqual({ verified: true })
    await untilDeclaration(filed.id, 'completed')
    const simulated = await simulators.received('rrq')
    expect(simulated.map(({ deliveryId }) => deliveryId)).not.toContain(delivery.id)

    await rrq().delete(`${path}/${endpoint.id}`)
    const again = await file(inventedMove(nextPerson()))
    await untilDeclaration(again.id, 'completed')
    expect((await simulators.received('rrq')).map(({ deliveryId }) => deliveryId)).toContain(
      lineOf(again, 'rrq').delivery.id,
    )
  })

  test('while keys rotate, deliveries carry signatures of both', async () => {
    const first = await register()
    const rotated = endpointIn(await rrq().post(`${path}/${first.id}/keys/rotate`, { overlapHours: 1 }))
    const { delivery } = lineOf(await where().file(inventedMove(nextPerson())), 'rrq')
    const { headers, body } = await untilArrived(delivery.id)
    const now = Math.floor(Date.now() / 1000)
    for (const { secret } of [first, rotated])
      expect(createVerifier({ secrets: [secret], publicKeys: [] })({ headers, body, now })).toEqual({
        verified: true,
      })
    const { keys } = (await rrq().get('/.well-known/jwks.json')).body as { keys: { x: string }[] }
    const xs = keys.map(({ x }) => Buffer.from(x, 'base64url').toString('base64'))
    for (const { publicKey } of [first, rotated]) expect(xs).toContain(publicKey.slice('whpk_'.length))
  })

  test('one that nobody answers is asked again by itself; until then its simulator receives', async () => {
    const port = Number(new URL(receiver.url).port)
    await receiver.close()
    const endpoint = await register()
    expect(endpoint.state).toBe('unverified')
    const filed = await where().file(inventedMove(nextPerson()))
    await where().untilDelivery(filed.id, 'rrq', 'accepted')
    const { delivery } = lineOf(filed, 'rrq')
    expect(await where().simulators.arrivals('rrq', delivery.id)).toHaveLength(1)
    receiver = await openAgencyReceiver(port)
    // The list asks nobody: what makes it active is the delivery service.
    await until('somebody was found there', async () => {
      const { items } = (await rrq().get(path)).body as { items: readonly Endpoint[] }
      return items.some(({ state }) => state === 'active')
    })
  })

  test('a 410 pauses it and calls an operator; its deliveries wait, and come once it is resumed', async () => {
    const { file, follow, operator, untilDeclaration } = where()
    const { id } = await register()
    receiver.answer(410)
    const filed = await file(inventedMove(nextPerson()))
    await until('the endpoint is paused', async () => {
      const { body } = await rrq().get(`${path}/${id}`)
      return (body as Endpoint).state === 'paused' && body
    })
    expect((await rrq().get(`${path}/${id}`)).body).toMatchObject({ pausedBecause: 'gone' })
    const ofEndpoint = async (state: string) => {
      const { items } = (await operator.get(`/v1/operations/cases?state=${state}&limit=500`)).body as {
        items: readonly { readonly endpoint: string | null; readonly about: string }[]
      }
      return items.filter(({ endpoint }) => endpoint === id)
    }
    expect(await ofEndpoint('open')).toMatchObject([{ about: 'endpoint-paused', declaration: null }])
    const partners = (await operator.get('/v1/operations/partners')).body as {
      items: readonly { readonly agency: string; readonly endpoints: readonly object[] }[]
    }
    expect(partners.items.find(({ agency }) => agency === 'rrq')?.endpoints).toMatchObject([
      { id, state: 'paused', pausedBecause: 'gone' },
    ])
    expect(lineOf(await follow(filed.id), 'rrq').delivery.state).toBe('due')

    receiver.answer(200, { outcome: 'accepted' })
    expect(endpointIn(await rrq().patch(`${path}/${id}`, { state: 'active' })).state).toBe('active')
    await untilDeclaration(filed.id, 'completed')
    expect(await ofEndpoint('open')).toEqual([])
    expect(await ofEndpoint('resolved')).toHaveLength(1)
  })

  test('an operator opens a private network to one agency, and closes it again', async () => {
    const { operator, as } = where()
    const networks = '/v1/operations/agencies/rrq/networks'
    const privately = { url: 'http://10.20.30.40/notices', timeoutMs: 100 }
    expect((await rrq().post(path, privately)).status).toBe(422)
    const opened = await operator.put(networks, { networks: ['10.20.0.0/16'], reason: 'Lien privé.' })
    expect([opened.status, opened.body]).toEqual([200, { networks: ['10.20.0.0/16'] }])
    expect((await operator.get(networks)).body).toEqual({ networks: ['10.20.0.0/16'] })
    expect((await rrq().post(path, privately)).status).toBe(201)
    expect((await as('demo-agency-saaq').post(path, privately)).status).toBe(422)
    expect((await operator.put(networks, { networks: [], reason: 'Fin.' })).status).toBe(200)
    expect((await rrq().post(path, privately)).status).toBe(422)

    const wrong = await operator.put(networks, { networks: ['10.20.0.0/99'], reason: ' ' })
    expect([wrong.status, wrong.body]).toMatchObject([
      422,
      {
        errors: [
          { pointer: '/networks/0', code: 'network-unreadable' },
          { pointer: '/reason', code: 'empty' },
        ],
      },
    ])
    expect((await operator.put('/v1/operations/agencies/nobody/networks', {})).status).toBe(404)
    expect((await rrq().put(networks, { networks: [], reason: 'x' })).status).toBe(403)
    expect((await rrq().get('/v1/operations/partners')).status).toBe(403)
  })

  test('while it is paused its deliveries wait; resumed, they come', async () => {
    const { file, follow, untilDeclaration } = where()
    const { id } = await register()
    expect(endpointIn(await rrq().patch(`${path}/${id}`, { state: 'paused' })).state).toBe('paused')
    const filed = await file(inventedMove(nextPerson()))
    await until('the others have heard', async () => {
      const { plan } = await follow(filed.id)
      return plan.every((line) => !line.told || line.agency === 'rrq' || line.delivery.state === 'accepted')
    })
    expect(lineOf(await follow(filed.id), 'rrq').delivery.state).toBe('due')
    expect(endpointIn(await rrq().patch(`${path}/${id}`, { state: 'active' })).state).toBe('active')
    await untilDeclaration(filed.id, 'completed')
    expect(receiver.arrivals.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
}
