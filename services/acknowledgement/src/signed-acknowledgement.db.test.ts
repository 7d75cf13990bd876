import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registry } from '@unefois/agencies/registry.ts'
import { createApi } from '@unefois/assembly/create-api.ts'
import { openFoundations } from '@unefois/assembly/open-foundations.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { createMetrics } from '@unefois/runtime/metrics.ts'
import { deliveryWork } from '@unefois/store/deliveries-store.ts'
import { aMetEvent, aPerson } from '@unefois/store/stored-for-tests.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { newEndpointKeys } from '@unefois/webhook/keys.ts'
import { createSigner } from '@unefois/webhook/sign.ts'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acknowledgementRoutes } from './acknowledgement-routes.ts'

const postgres = usePostgres()
const silent = { info: () => undefined, alarm: () => undefined, debug: () => undefined } as never
const closers: (() => Promise<unknown>)[] = []
const [newest, former, foreign] = [newEndpointKeys(), newEndpointKeys(), newEndpointKeys()]
const secrets: Readonly<Record<string, readonly string[]>> = {
  saaq: [newest.secret, former.secret],
  ramq: [foreign.secret],
}
let base = ''
let foundations: Awaited<ReturnType<typeof openFoundations>>

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), `unefois-signed-${randomBytes(3).toString('hex')}`))
  closers.push(() => rm(dataDir, { recursive: true, force: true }))
  foundations = await openFoundations(
    'acknowledgement',
    { UNEFOIS_DATA: dataDir, DATABASE_URL: postgres.url },
    silent,
  )
  closers.push(foundations.close)
  const api = await createApi({ title: 'test', journal: silent, metrics: createMetrics('test'), checks: [] })
  acknowledgementRoutes(api, {
    ...foundations,
    accounts: demonstrationTokens(registry.map(({ id }) => id)),
    acknowledgementKeys: async (agency) => secrets[agency] ?? [],
  })
  base = await api.listen({ host: '127.0.0.1', port: 0 })
  closers.push(() => api.close())
})
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

const deliver = async (heldUntil: Date | null = null): Promise<DeliveryId> => {
  const event = aMetEvent(aPerson(), 1n, heldUntil)
  await deliveryWork(foundations.pool).open(agencyId('saaq'), [event])
  return event.delivery?.id as DeliveryId
}

type Sent = {
  secret?: string
  webhookId?: string
  secondsAgo?: number
  body?: string
  signedBody?: string
  headers?: Record<string, string>
}

/** Signed by us unless told otherwise; what is sent may differ from what was signed. */
const acknowledge = async (delivery: string, given: Sent = {}) => {
  const body = given.body ?? '{"outcome":"accepted"}'
  const at = Math.floor(Date.now() / 1000) - (given.secondsAgo ?? 0)
  const id = given.webhookId ?? `ack_${randomUUID()}`
  const sign = createSigner({ secrets: [given.secret ?? newest.secret], signingKeys: [] })
  const answer = await fetch(`${base}/v1/deliveries/${delivery}/acknowledgement`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': sign(id, at, Buffer.from(given.signedBody ?? body)),
      ...given.headers,
    },
    body,
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

test('a signature with any current secret acknowledges, however the body is written', async () => {
  for (const secret of [newest.secret, former.secret]) {
    const id = await deliver()
    const body = '{ "reference":"R-1",\n "outcome" : "accepted" }'
    expect(await acknowledge(id, { secret, body })).toEqual({ status: 200, body: { id, state: 'accepted' } })
  }
})

test('the published library signs what we accept', async () => {
  const id = await deliver()
  const body = JSON.stringify({ outcome: 'needs-review' })
  const now = new Date()
  const signature = new Webhook(newest.secret).sign('ack_1', now, body)
  const headers = {
    'webhook-id': 'ack_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signature,
  }
  expect(await acknowledge(id, { body, headers })).toMatchObject({
    status: 200,
    body: { state: 'needs-review' },
  })
})

test('the same acknowledgement again is harmless, also word for word', async () => {
  const id = await deliver()
  const webhookId = 'ack_again'
  expect(await acknowledge(id, { webhookId })).toMatchObject({ status: 200 })
  expect(await acknowledge(id, { webhookId })).toMatchObject({ status: 200, body: { state: 'accepted' } })
  const contradiction = await acknowledge(id, { body: '{"outcome":"not-a-client"}' })
  expect(contradiction).toMatchObject({ status: 409, body: { code: 'acknowledgement-contradicts' } })
})

test('what was signed for one delivery cannot be said of another', async () => {
  const webhookId = 'ack_taken'
  expect((await acknowledge(await deliver(), { webhookId })).status).toBe(200)
  expect((await acknowledge(await deliver(), { webhookId })).status).toBe(401)
})

test.each<readonly [string, Sent]>([
  ['another agency’s secret', { secret: foreign.secret }],
  ['an unknown secret', { secret: newEndpointKeys().secret }],
  ['a body that was altered', { signedBody: '{"outcome":"not-a-client"}' }],
  ['a time too long ago', { secondsAgo: 301 }],
  ['a time to come', { secondsAgo: -302 }],
  ['no id', { headers: { 'webhook-id': '' } }],
  ['an id with a dot', { webhookId: 'a.b' }],
  ['an id without end', { webhookId: 'a'.repeat(256) }],
  ['no time', { headers: { 'webhook-timestamp': '' } }],
  ['an empty signature', { headers: { 'webhook-signature': '' } }],
  ['a token that is none beside a good signature', { headers: { authorization: 'Bearer nobody' } }],
])('%s is refused with 401 and changes nothing', async (_, sent) => {
  const id = await deliver()
  expect(await acknowledge(id, sent)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  const { rows } = await foundations.pool.query('select state from delivery_work where id = $1', [id])
  expect(rows).toEqual([{ state: 'due' }])
})

test('a delivery that does not exist is told from none', async () => {
  for (const id of [randomUUID(), 'nothing']) expect((await acknowledge(id)).status).toBe(401)
})

test('one that was never sent is 409, a nonsensical answer 422', async () => {
  expect((await acknowledge(await deliver(new Date(Date.now() + 60_000)))).status).toBe(409)
  expect((await acknowledge(await deliver(), { body: '{"outcome":"rejected"}' })).status).toBe(422)
})

test('a token goes on counting without any signature', async () => {
  const id = await deliver()
  const answer = await fetch(`${base}/v1/deliveries/${id}/acknowledgement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer demo-agency-saaq' },
    body: '{"outcome":"deferred","until":"2020-01-01T00:00:00Z"}',
  })
  expect(answer.status).toBe(200)
  const { rows } = await foundations.pool.query(
    'select state, wake_at > now() as later from delivery_work where id = $1',
    [id],
  )
  expect(rows).toEqual([{ state: 'deferred', later: true }])
})
