import { connect } from 'node:net'
import { agencyId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { demonstrationTokens } from './accounts.ts'
import type { ReadinessCheck } from './health-routes.ts'
import { createHttpServer, type HttpServer, type HttpServerParts } from './http-server.ts'
import { createJournal } from './journal.ts'
import { createMetrics } from './metrics.ts'
import { accountOf, requireRole } from './require-role.ts'

const canary = 'Tremblay-Canari'
const lines: string[] = []
const ready = { name: 'storage', passes: true }
const checks: ReadinessCheck[] = [{ name: 'storage', check: () => ready.passes }]

const parts = (): HttpServerParts => ({
  journal: createJournal({ service: 'test', level: 'info', output: { write: (line) => lines.push(line) } }),
  metrics: createMetrics('test'),
  described: { title: 'Test', version: '1.0.0' },
  describeFlaw: (code, language) => `${code}/${language}`,
  checks,
})

const accounts = demonstrationTokens([agencyId('saaq')])
const Filing = z.strictObject({ name: z.string(), tags: z.array(z.string()).optional() })

const addRoutes = (app: HttpServer): void => {
  app.post(
    '/v1/things',
    {
      onRequest: requireRole(accounts, 'citizen'),
      schema: {
        summary: 'File a thing',
        body: Filing,
        response: { 202: z.object({ name: z.string(), by: z.string() }) },
      },
    },
    async (request, reply) => reply.code(202).send({ name: request.body.name, by: accountOf(request).id }),
  )
  app.get('/v1/things/:id', { schema: { params: z.object({ id: z.uuid() }) } }, async () => {
    throw new Error(`relation "${canary}" does not exist`)
  })
  app.get('/v1/full', async () => {
    const cause = Object.assign(new Error(canary), { code: 'ECONNREFUSED' })
    throw new Refusal('storage-unavailable', { retryAfter: 2.2, cause })
  })
}

let app: HttpServer
beforeAll(async () => {
  app = await createHttpServer(parts())
  addRoutes(app)
  await app.ready()
})
afterAll(() => app.close())

const citizen = { authorization: 'Bearer demo-citizen' }
const post = (payload: string | object, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/v1/things',
    headers: { 'content-type': 'application/json', ...citizen, ...headers },
    payload,
  })

test('serves what is valid, with safe headers and a request id', async () => {
  const answer = await post({ name: 'x' })
  expect(answer.statusCode).toBe(202)
  expect(answer.json()).toEqual({ name: 'x', by: 'demo-citizen' })
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
  })
})

test('echoes a caller’s request id only when it is a UUID', async () => {
  const id = '7a1f6a36-4f5c-4a10-a6f1-0d5a4c4d4e4f'
  expect((await post({ name: 'x' }, { 'x-request-id': id })).headers['x-request-id']).toBe(id)
  expect((await post({ name: 'x' }, { 'x-request-id': 'x"y' })).headers['x-request-id']).toMatch(
    /^[\da-f-]{36}$/,
  )
})

test('refuses invalid input with every pointer, in the caller’s language', async () => {
  const answer = await post({ tags: ['a', 3], extra: 1 }, { 'accept-language': 'en' })
  expect(answer.statusCode).toBe(422)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.headers['content-language']).toBe('en')
  expect(answer.json()).toMatchObject({
    status: 422,
    code: 'invalid',
    instance: `/v1/things#${answer.headers['x-request-id']}`,
    errors: [
      { pointer: '/name', code: 'required', detail: 'required/en' },
      { pointer: '/tags/1', code: 'invalid-value', detail: 'invalid-value/en' },
      { pointer: '/extra', code: 'unknown-field', detail: 'unknown-field/en' },
    ],
  })
})

const json = 'application/json'
test.each([
  ['broken JSON', '{"name":', json, 400, 'not-json'],
  ['nothing', '', json, 400, 'not-json'],
  ['a poisoned prototype', '{"__proto__":{"x":1},"name":"x"}', json, 400, 'not-json'],
  ['a poisoned constructor', '{"constructor":{"prototype":{"x":1}},"name":"x"}', json, 400, 'not-json'],
  ['a bare word', 'null', json, 422, 'invalid'],
  ['text', 'name=x', 'text/plain', 415, 'unsupported-media-type'],
  ['a form', 'name=x', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
  ['a type that is none', '{}', 'garbage', 415, 'unsupported-media-type'],
  ['300 KiB', JSON.stringify({ name: 'x'.repeat(300_000) }), json, 413, 'too-large'],
  ['200 KiB of brackets', '['.repeat(100_000) + ']'.repeat(100_000), json, 422, 'invalid'],
])('refuses %s', async (_what, payload, type, status, code) => {
  const answer = await post(payload, { 'content-type': type })
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  expect(answer.headers['content-language']).toBe('fr')
})

test('asks who is there before reading anything, and turns away the wrong role', async () => {
  const nobody = await post('{', { authorization: '' })
  expect([nobody.statusCode, nobody.json().code]).toEqual([401, 'unauthenticated'])
  expect(nobody.headers['www-authenticate']).toMatch(/^Bearer/)
  const operator = await post({ name: 'x' }, { authorization: 'Bearer demo-operator' })
  expect([operator.statusCode, operator.json().code]).toEqual([403, 'forbidden'])
})

test.each([
  ['GET', '/nowhere', 404, 'not-found'],
  ['GET', '/v1/things/not-an-id', 404, 'not-found'],
  ['GET', '/%E0%A4%A', 404, 'not-found'],
  ['DELETE', '/v1/things', 405, 'method-not-allowed'],
  ['PUT', '/v1/things/17', 405, 'method-not-allowed'],
] as const)('%s %s is a %i', async (method, url, status, code) => {
  const answer = await app.inject({ method, url })
  expect([answer.statusCode, answer.json().code]).toEqual([status, code])
})

test('says which methods a path takes', async () => {
  expect((await app.inject({ method: 'DELETE', url: '/v1/things' })).headers['allow']).toBe('POST')
})

test('hides a fault of ours, and logs it without its text', async () => {
  lines.length = 0
  const answer = await app.inject({ url: '/v1/things/7a1f6a36-4f5c-4a10-a6f1-0d5a4c4d4e4f?name=Canari' })
  expect([answer.statusCode, answer.json().code]).toEqual([500, 'internal'])
  expect(answer.body).not.toMatch(/Canari|stack|at /)
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toMatch(/Canari/)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    code: 'request.failed',
    error: 'Error',
    route: 'GET /v1/things/:id',
    request: answer.headers['x-request-id'],
    status: 500,
  })
})

test('says when to come back when nothing can be stored', async () => {
  lines.length = 0
  const answer = await app.inject({ url: '/v1/full' })
  expect(answer.statusCode).toBe(503)
  expect(answer.headers['retry-after']).toBe('3')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ errorCode: 'ECONNREFUSED', status: 503 })
})

test('logs nothing for a caller’s own mistake', async () => {
  lines.length = 0
  await post('{')
  await post({})
  await app.inject({ url: '/nowhere' })
  expect(lines).toEqual([])
})

test('is alive, and ready only while its checks pass', async () => {
  expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' })
  expect((await app.inject('/health/ready')).json()).toEqual({
    status: 'ready',
    checks: { storage: 'passed' },
  })
  ready.passes = false
  const answer = await app.inject('/health/ready')
  ready.passes = true
  expect(answer.statusCode).toBe(503)
  expect(answer.json()).toEqual({ status: 'not-ready', checks: { storage: 'failed' } })
})

test('counts requests by route, never by path', async () => {
  const id = '00000000-0000-4000-8000-000000000000'
  await app.inject(`/v1/things/${id}`)
  const { body } = await app.inject('/metrics')
  const counted = body.split('\n').filter((line) => line.startsWith('unefois_http_request_seconds_count'))
  expect(counted.some((line) => line.includes('route="/v1/things/:id",status="500"'))).toBe(true)
  expect(body).toContain('process_cpu_seconds_total')
  expect(body).not.toContain(id)
})

test('describes itself, with nothing fetched from elsewhere', async () => {
  const document = (await app.inject('/documentation/json')).json()
  expect(document.openapi).toBe('3.1.1')
  expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/v1/things', '/health/ready']))
  expect(document.paths['/v1/things'].post.requestBody.content['application/json'].schema.required).toEqual([
    'name',
  ])
  const page = await app.inject('/documentation/')
  expect(page.statusCode).toBe(200)
  expect(page.body.match(/(?:src|href)="https?:/g)).toBeNull()
  const script = /src="(?<path>[^"]+bundle[^"]+)"/.exec(page.body)?.groups?.['path'] ?? ''
  expect((await app.inject(new URL(script, 'http://x/documentation/').pathname)).statusCode).toBe(200)
  expect((await app.inject('/documentation/errors')).body).toContain('id="invalid"')
})

test('turns away what is too much, but never the operators', async () => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const busy = await createHttpServer({ ...parts(), limits: { inFlight: 1, delayMs: 60_000 } })
  busy.get('/slow', async () => {
    await released
    return 'done'
  })
  const url = await busy.listen({ host: '127.0.0.1', port: 0 })
  const first = fetch(`${url}/slow`)
  await expect.poll(async () => (await fetch(`${url}/slow`)).status).toBe(503)
  const refused = await fetch(`${url}/slow`)
  expect(refused.headers.get('retry-after')).toBe('1')
  expect(await refused.json()).toMatchObject({ code: 'overloaded' })
  expect((await fetch(`${url}/health/live`)).status).toBe(200)
  expect((await fetch(`${url}/v1/operations/agencies/rrq/pause`, { method: 'POST' })).status).toBe(404)
  release()
  expect((await first).status).toBe(200)
  expect((await fetch(`${url}/slow`)).status).toBe(200)
  await busy.close()
})

test('forgets a caller who hung up, and blames nobody for it', async () => {
  lines.length = 0
  const busy = await createHttpServer({ ...parts(), limits: { inFlight: 1, delayMs: 60_000 } })
  addRoutes(busy)
  const url = await busy.listen({ host: '127.0.0.1', port: 0 })
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const head = 'POST /v1/things HTTP/1.1\r\nhost: x\r\nauthorization: Bearer demo-citizen\r\n'
  socket.write(`${head}content-type: application/json\r\ncontent-length: 100\r\n\r\n{"na`)
  await expect.poll(async () => (await fetch(`${url}/nowhere`)).status).toBe(503)
  socket.destroy()
  await expect.poll(async () => (await fetch(`${url}/nowhere`)).status).toBe(404)
  expect(lines.filter((line) => line.includes('request.failed'))).toEqual([])
  await busy.close()
})
