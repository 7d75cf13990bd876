import { createVerifier } from '@unefois/webhook/verify.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AgencyReceiver, openAgencyReceiver } from '../../running/agency-receiver.ts'
import { inventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { lineOf } from '../accounts.ts'
import { nextPerson, type Where } from './where.ts'

type Endpoint = {
  readonly id: string
  readonly secret: string
  readonly state: string
  readonly pausedBecause?: string
}
type Sent = { readonly id: string; readonly sequence: string }

const path = '/v1/partner/endpoints'
const inBatch = 'application/cloudevents-batch+json'
const howMany = 5

/** An agency that wants volume, and one that says it is gone. */
export const batches = (where: Where): void => {
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

  const register = async (wishes: object): Promise<Endpoint> => {
    const { status, body } = await rrq().post(path, { url: receiver.url, ...wishes })
    expect(status).toBe(201)
    return body as Endpoint
  }
  const fileSome = async (count: number) => {
    const filed = []
    for (let i = 0; i < count; i++) filed.push(await where().file(inventedMove(nextPerson())))
    return filed.map((declaration) => ({
      id: declaration.id,
      delivery: lineOf(declaration, 'rrq').delivery.id,
    }))
  }
  const posts = () => receiver.arrivals.filter(({ method }) => method === 'POST')

  test('what waits goes together, each judged by its own item of the answer', async () => {
    const { id, secret } = await register({ batchSize: 50 })
    await rrq().patch(`${path}/${id}`, { state: 'paused' })
    const filed = await fileSome(howMany)
    for (const one of filed) await where().untilDelivery(one.id, 'rrq', 'due')
    const [accepted, rejected, silent, misunderstood, other] = filed.map(({ delivery }) => delivery)
    receiver.answerWith(({ headers }) =>
      headers['content-type'] === inBatch
        ? {
            status: 200,
            body: {
              items: [
                { id: accepted, outcome: 'accepted', reference: 'RRQ-1' },
                { id: rejected, outcome: 'rejected', reason: 'Dossier introuvable' },
                { id: misunderstood, outcome: 'perhaps' },
                { id: other, outcome: 'not-a-client' },
                { id: '00000000-0000-7000-8000-000000000000', outcome: 'accepted' },
              ],
            },
          }
        : { status: 200, body: {} },
    )
    await rrq().patch(`${path}/${id}`, { state: 'active' })
    const request = await until('a batch', async () =>
      posts().find(({ headers }) => headers['content-type'] === inBatch),
    )
    const notices = JSON.parse(request.body.toString()) as Sent[]
    expect(new Set(notices.map((notice) => notice.id))).toEqual(
      new Set(filed.map(({ delivery }) => delivery)),
    )
    expect(filed.map(({ delivery }) => delivery)).not.toContain(request.headers['webhook-id'])
    const verify = createVerifier({ secrets: [secret], publicKeys: [] })
    expect(verify({ ...request, now: Math.floor(Date.now() / 1000) })).toEqual({ verified: true })

    const states = {
      [accepted as string]: 'accepted',
      [rejected as string]: 'rejected',
      [other as string]: 'not-a-client',
    }
    for (const { id: declaration, delivery } of filed)
      await where().untilDelivery(declaration, 'rrq', (states[delivery] ?? 'received') as never)
    expect(silent).toBeDefined()
    expect(posts()).toHaveLength(1)
  })

  test('a batch that fails is tried again in smaller ones, until the one at fault is alone', async () => {
    const { id } = await register({ batchSize: 4 })
    await rrq().patch(`${path}/${id}`, { state: 'paused' })
    const filed = await fileSome(howMany - 1)
    for (const one of filed) await where().untilDelivery(one.id, 'rrq', 'due')
    const bad = filed[1]?.delivery as string
    receiver.answerWith(({ body }) =>
      body.includes(bad) ? { status: 400, body: {} } : { status: 200, body: { outcome: 'accepted' } },
    )
    await rrq().patch(`${path}/${id}`, { state: 'active' })
    for (const { id: declaration, delivery } of filed)
      await where().untilDelivery(declaration, 'rrq', delivery === bad ? 'parked' : 'accepted')
    expect(posts()[0]?.headers['content-type']).toBe(inBatch)
    await where().operator.post(`/v1/operations/deliveries/${bad}/set-aside`, { reason: 'test' })
  })

  test('after a 410 the endpoint is paused and nothing more is sent; once resumed, what waited comes', async () => {
    const { id } = await register({})
    receiver.answerWith(() => ({ status: 410, body: {} }))
    const [filed] = await fileSome(1)
    const paused = await until('it is paused', async () => {
      const { body } = await rrq().get(`${path}/${id}`)
      return (body as Endpoint).state === 'paused' && (body as Endpoint)
    })
    expect(paused.pausedBecause).toBe('gone')
    await where().untilDelivery(filed?.id as string, 'rrq', 'due')
    receiver.answerWith(() => ({ status: 200, body: { outcome: 'accepted' } }))
    await rrq().patch(`${path}/${id}`, { state: 'active' })
    await where().untilDelivery(filed?.id as string, 'rrq', 'accepted')
  })
}
