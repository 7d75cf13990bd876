import { agencyId } from '@unefois/domain/ids.ts'
import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { type Answer, apiClient } from '@unefois/tests/running/api-client.ts'
import { createVerifier } from '@unefois/webhook/verify.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { openReceiver, type Receiver, usePartnerService } from './place-for-tests.ts'

const postgres = usePostgres()
const place = usePartnerService(postgres)
const as = (token: string) => apiClient(place().url, token)
const saaq = () => as('demo-agency-saaq')

const open: Receiver[] = []
const receiver = async (port?: number): Promise<Receiver> => {
  const one = await openReceiver(port)
  open.push(one)
  return one
}
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
  await postgres.pool.query('delete from endpoints')
})

type Endpoint = {
  readonly id: string
  readonly url: string
  readonly state: string
  readonly secret: string
  readonly publicKey: string
  readonly keys: readonly { publicKey: string; expiresAt: string | null }[]
  readonly [name: string]: unknown
}

const path = '/v1/partner/endpoints'
const ok = ({ status, body }: Answer, wanted: number): Endpoint => {
  expect([status, body]).toEqual([wanted, expect.anything()])
  return body as Endpoint
}
const register = async (body: object): Promise<Endpoint> => ok(await saaq().post(path, body), 201)
const flawsOf = ({ status, body }: Answer): readonly unknown[] => {
  expect(status).toBe(422)
  return (body as { errors: { pointer: string; code: string }[] }).errors.map((one) => [
    one.pointer,
    one.code,
  ])
}
const auditCodes = async (id: string): Promise<readonly string[]> => {
  const { rows } = await postgres.pool.query<{ code: string }>(
    `select code from audit_log where facts->>'endpoint' = $1 order by position`,
    [id],
  )
  return rows.map(({ code }) => code)
}

describe('registering', () => {
  test('whoever answers the handshake, with whatever status, is active; the secret is shown once', async () => {
    const there = await receiver()
    there.answer = (_, response) => response.writeHead(405).end()
    const made = await register({ url: there.url })
    expect(made).toMatchObject({ url: there.url, state: 'active', consented: false })
    expect(made.secret).toMatch(/^whsec_/)
    expect(made.publicKey).toMatch(/^whpk_/)
    expect(there.received).toMatchObject([
      { method: 'OPTIONS', headers: { 'webhook-request-origin': 'une-fois.example' } },
    ])
    const list = await saaq().get(path)
    expect(JSON.stringify(list.body)).not.toContain('whsec_')
    expect(list.body).toMatchObject({ items: [{ id: made.id, state: 'active' }], next: null })
    expect(JSON.stringify((await saaq().get(`${path}/${made.id}`)).body)).not.toContain('whsec_')
  })

  test('consent and its rate are kept', async () => {
    const there = await receiver()
    there.answer = (_, response) =>
      response.writeHead(200, { 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '120' }).end()
    expect(await register({ url: there.url })).toMatchObject({ consented: true, allowedRatePerMinute: 120 })
  })

  test('one that cannot be reached is saved, and active once somebody answers', async () => {
    const gone = await receiver()
    const port = Number(new URL(gone.url).port)
    await gone.close()
    const made = await register({ url: gone.url })
    expect(made.state).toBe('unverified')
    expect(await saaq().get(`${path}/${made.id}`)).toMatchObject({ body: { state: 'unverified' } })
    await receiver(port)
    expect(await saaq().get(`${path}/${made.id}`)).toMatchObject({ body: { state: 'active' } })
    expect(await auditCodes(made.id)).toEqual(['endpoint.registered', 'endpoint.verified'])
  })

  test('addresses where nothing may be sent are refused at /url', async () => {
    for (const [url, code] of [
      ['http://10.0.0.1/x', 'url-not-allowed'],
      ['https://169.254.169.254/latest', 'url-not-allowed'],
      ['http://198.51.100.7/x', 'url-not-allowed'],
      ['ftp://127.0.0.1/x', 'url-scheme'],
      ['https://user:pw@127.0.0.1/x', 'url-credentials'],
      ['nonsense', 'url-unreadable'],
    ] as const)
      expect([url, flawsOf(await saaq().post(path, { url }))]).toEqual([url, [['/url', code]]])
  })

  test('headers, TLS and unknown fields are refused where they stand', async () => {
    const there = await receiver()
    const asked = {
      url: there.url,
      headers: { Host: 'x', 'x/y': 'v', 'X-Key': 'a\r\nb', 'webhook-id': '1' },
      tls: { certificateAuthority: 'no', client: { certificate: 'no', key: 'no' } },
    }
    expect(flawsOf(await saaq().post(path, asked))).toEqual([
      ['/headers/Host', 'header-reserved'],
      ['/headers/x~1y', 'header-name'],
      ['/headers/X-Key', 'header-value'],
      ['/headers/webhook-id', 'header-reserved'],
      ['/tls/certificateAuthority', 'tls-authority'],
    ])
    expect(flawsOf(await saaq().post(path, { url: there.url, nope: 1 }))).toEqual([
      ['/nope', 'unknown-field'],
    ])
    expect(flawsOf(await saaq().post(path, {}))).toEqual([['/url', 'required']])
  })

  test('secrets are sealed at rest, and never given back', async () => {
    const there = await receiver()
    const made = await register({
      url: there.url,
      headers: { 'X-Api-Key': 'very-secret-key' },
      oauth2: { tokenUrl: there.url, clientId: 'us', clientSecret: 'very-secret-too' },
    })
    const shown = JSON.stringify((await saaq().get(path)).body)
    expect(shown).toContain('x-api-key')
    const { rows } = await postgres.pool.query(
      'select e::text || k::text as stored from endpoints e join endpoint_keys k on k.endpoint_id = e.id',
    )
    const { rows: audit } = await postgres.pool.query(
      'select string_agg(facts::text, $1) as stored from audit_log',
      [' '],
    )
    const stored = Buffer.from(JSON.stringify([rows, audit])).toString()
    const bytes = (text: string) => [text, Buffer.from(text).toString('hex')]
    for (const secret of [...bytes('very-secret'), ...bytes(made.secret.slice(6))]) {
      expect(shown).not.toContain(secret)
      expect(stored).not.toContain(secret)
    }
  })
})

describe('an agency and the others', () => {
  test('see only their own, and need the right account', async () => {
    const there = await receiver()
    const { id } = await register({ url: there.url })
    const other = as('demo-agency-ramq')
    expect((await other.get(path)).body).toEqual({ items: [], next: null })
    for (const answer of [
      await other.get(`${path}/${id}`),
      await other.patch(`${path}/${id}`, { state: 'paused' }),
      await other.delete(`${path}/${id}`),
      await other.post(`${path}/${id}/keys/rotate`, {}),
      await other.post(`${path}/${id}/test`),
      await saaq().get(`${path}/not-an-id`),
    ])
      expect(answer.status).toBe(404)
    expect((await as('demo-citizen').get(path)).status).toBe(403)
    expect((await as('demo-operator').post(path, { url: there.url })).status).toBe(403)
    expect((await as('nobody').get(path)).status).toBe(401)
    expect((await saaq().get(`${path}/${id}`)).body).toMatchObject({ state: 'active' })
  })

  test('an operator’s networks open a private one for one agency only', async () => {
    const { foundations } = place()
    const why = { reason: 'VPN', by: { id: 'demo-operator' } }
    await foundations.networks.replace(agencyId('saaq'), ['10.0.0.0/8'], why)
    await register({ url: 'http://10.255.255.1/x', timeoutMs: 200 })
    const refused = await as('demo-agency-ramq').post(path, { url: 'http://10.255.255.1/x' })
    expect(flawsOf(refused)).toEqual([['/url', 'url-not-allowed']])
    await foundations.networks.replace(agencyId('saaq'), [], why)
  })
})

describe('changing', () => {
  test('paused, resumed, moved and removed', async () => {
    const there = await receiver()
    const { id } = await register({ url: there.url })
    const patch = async (body: object) => ok(await saaq().patch(`${path}/${id}`, body), 200)
    expect(await patch({ state: 'paused' })).toMatchObject({ state: 'paused', pausedBecause: 'by-agency' })
    expect(await patch({ headers: { 'X-A': '1' }, slots: 3 })).toMatchObject({
      state: 'paused',
      headers: ['x-a'],
      slots: 3,
    })
    expect(await patch({ state: 'active' })).toMatchObject({ state: 'active', pausedBecause: null, slots: 3 })
    expect(await patch({ headers: null, slots: null })).toMatchObject({ headers: [], slots: null })
    expect(await patch({ url: 'http://127.0.0.1:1/nobody' })).toMatchObject({ state: 'unverified' })
    expect(await patch({ url: there.url })).toMatchObject({ state: 'active' })
    expect((await saaq().delete(`${path}/${id}`)).status).toBe(204)
    expect((await saaq().get(`${path}/${id}`)).status).toBe(404)
    const { rows } = await postgres.pool.query('select 1 from endpoint_keys where endpoint_id = $1', [id])
    expect(rows).toEqual([])
    expect(await auditCodes(id)).toContain('endpoint.removed')
  })
})

test('clients that announce JSON and send none are served', async () => {
  const there = await receiver()
  const { id } = await register({ url: there.url })
  const headers = { authorization: 'Bearer demo-agency-saaq', 'content-type': 'application/json' }
  for (const [method, at, wanted] of [
    ['POST', `${path}/${id}/keys/rotate`, 200],
    ['POST', `${path}/${id}/test`, 200],
    ['DELETE', `${path}/${id}`, 204],
  ] as const) {
    const answer = await fetch(place().url + at, { method, headers })
    expect([at, answer.status]).toEqual([at, wanted])
    await answer.body?.cancel()
  }
})

describe('keys', () => {
  test('a rotation’s notices carry signatures of the new and the former keys; the key set has both', async () => {
    const there = await receiver()
    const made = await register({ url: there.url })
    const rotated = ok(await saaq().post(`${path}/${made.id}/keys/rotate`, { overlapHours: 2 }), 200)
    expect(rotated.secret).not.toBe(made.secret)

    const tested = await saaq().post(`${path}/${made.id}/test`)
    expect(tested.body).toMatchObject({ state: 'active', status: 204, failure: null })
    const notice = there.received.find(({ method }) => method === 'POST')
    if (notice === undefined) throw new Error('nothing came')
    expect(JSON.parse(notice.body.toString())).toMatchObject({ type: 'unefois.test.v1' })
    const now = Math.floor(Date.now() / 1000)
    for (const keys of [
      { secrets: [made.secret], publicKeys: [] },
      { secrets: [rotated.secret], publicKeys: [] },
      { secrets: [], publicKeys: [made.publicKey] },
      { secrets: [], publicKeys: [rotated.publicKey] },
    ])
      expect(createVerifier(keys)({ headers: notice.headers, body: notice.body, now })).toEqual({
        verified: true,
      })

    const published = await fetch(`${place().url}/.well-known/jwks.json`)
    expect(published.headers.get('cache-control')).toBe('public, max-age=60')
    const { keys } = (await published.json()) as { keys: { x: string }[] }
    const xs = keys.map(({ x }) => x)
    const xOf = (publicKey: string) => Buffer.from(publicKey.slice(5), 'base64').toString('base64url')
    expect(xs.slice(0, 2)).toEqual([xOf(rotated.publicKey), xOf(made.publicKey)])
    expect(xs.length).toBeGreaterThan(10)
  })

  test('without overlap the former keys end at once; of many, the newest five sign', async () => {
    const there = await receiver()
    const { id } = await register({ url: there.url })
    for (let time = 0; time < 6; time++) await saaq().post(`${path}/${id}/keys/rotate`)
    expect(ok(await saaq().get(`${path}/${id}`), 200).keys).toHaveLength(5)
    await saaq().post(`${path}/${id}/keys/rotate`, { overlapHours: 0 })
    expect(ok(await saaq().get(`${path}/${id}`), 200).keys).toMatchObject([{ expiresAt: null }])
    for (const overlapHours of [-1, 169, 'x'])
      expect(flawsOf(await saaq().post(`${path}/${id}/keys/rotate`, { overlapHours }))).toHaveLength(1)
  })
})
