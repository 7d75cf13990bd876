import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { guardedSender } from './guarded-sender.ts'
import { newEndpointKeys } from './keys.ts'
import { body, endpointAt, keys, notice, receivers } from './test-receivers.ts'
import { createVerifier } from './verify.ts'

const { http, listen, newSender, sendTo } = receivers()

describe('one signed POST', () => {
  test('arrives whole, signed both ways, and brings the answer back', async () => {
    const seen: { method?: string | undefined; url?: string | undefined; headers?: IncomingHttpHeaders } = {}
    const chunks: Buffer[] = []
    const url = await http((request, response) => {
      Object.assign(seen, { method: request.method, url: request.url, headers: request.headers })
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => response.end('{"outcome":"accepted"}'))
    })
    const result = await sendTo(url)
    expect(result).toMatchObject({ status: 200, failure: null, retryAfterSeconds: null })
    expect(result.body.toString()).toBe('{"outcome":"accepted"}')
    expect(Buffer.concat(chunks)).toEqual(body)
    expect(seen).toMatchObject({ method: 'POST', url: '/in?x=1' })
    const headers = seen.headers ?? {}
    expect(headers).toMatchObject({
      'content-type': 'application/cloudevents+json',
      'webhook-id': notice.id,
      'webhook-timestamp': String(Math.floor(notice.sentAt.getTime() / 1000)),
      traceparent: notice.traceparent,
      'user-agent': expect.stringMatching(/^unefois\//),
      'content-length': String(body.length),
    })
    const now = Date.now() / 1000
    for (const held of [
      { secrets: [keys.secret], publicKeys: [] },
      { secrets: [], publicKeys: [keys.publicKey] },
    ]) {
      expect(createVerifier(held)({ headers, body, now })).toEqual({ verified: true })
    }
  })

  test('an answer without a body, and one in many pieces', async () => {
    expect(await sendTo(await http((_request, response) => response.writeHead(204).end()))).toMatchObject({
      status: 204,
      failure: null,
      body: Buffer.alloc(0),
    })
    const pieces = await http((_request, response) => {
      for (const piece of ['{"out', 'come":', '"accepted"}']) response.write(piece)
      response.end()
    })
    expect((await sendTo(pieces)).body.toString()).toBe('{"outcome":"accepted"}')
  })

  test('keeps its connections, and opens no more than it may', async () => {
    let connections = 0
    const server = createServer((_request, response) => setTimeout(() => response.end('{}'), 5))
    server.on('connection', () => connections++)
    const endpoint = endpointAt(`http://127.0.0.1:${await listen(server)}/`)
    const sender = newSender({ connectionsPerEndpoint: 3 })
    const results = await Promise.all(Array.from({ length: 30 }, () => sender.send(endpoint, notice)))
    expect(results.every(({ failure }) => failure === null)).toBe(true)
    expect(connections).toBe(3)
    // The same endpoint as read anew from the store is the same line.
    await sender.send({ ...endpoint, allowedNetworks: [...endpoint.allowedNetworks] }, notice)
    expect(connections).toBe(3)
  })

  test('signs with the new key as soon as the endpoint has another', async () => {
    const signatures: unknown[] = []
    const url = await http((request, response) => {
      signatures.push(request.headers['webhook-signature'])
      response.end()
    })
    const sender = newSender()
    await sender.send(endpointAt(url), notice)
    await sender.send(endpointAt(url, { keys: [newEndpointKeys()] }), notice)
    expect(signatures[0]).not.toBe(signatures[1])
  })
})

describe('what a status means', () => {
  test.each([
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [410, 'gone'],
    [429, 'throttled'],
    [500, 'failed'],
    [502, 'throttled'],
    [503, 'failed'],
    [504, 'throttled'],
    [599, 'failed'],
    [300, 'redirected'],
    [304, 'redirected'],
  ])('%d is %s', async (status, failure) => {
    const url = await http((_request, response) => response.writeHead(status).end('why'))
    expect(await sendTo(url)).toMatchObject({ status, failure })
  })

  test.each([301, 302, 303, 307, 308])('%d is never followed', async (status) => {
    let followed = false
    const elsewhere = await http((_request, response) => {
      followed = true
      response.end()
    })
    const url = await http((_request, response) => response.writeHead(status, { location: elsewhere }).end())
    expect(await sendTo(url)).toMatchObject({ status, failure: 'redirected' })
    expect(followed).toBe(false)
  })

  test('Retry-After in both forms', async () => {
    const seconds = await http((_request, response) => response.writeHead(429, { 'retry-after': '17' }).end())
    expect(await sendTo(seconds)).toMatchObject({ failure: 'throttled', retryAfterSeconds: 17 })
    const at = new Date(Date.now() + 60_000).toUTCString()
    const date = await http((_request, response) => response.writeHead(503, { 'retry-after': at }).end())
    const { retryAfterSeconds } = await sendTo(date)
    expect(retryAfterSeconds).toBeGreaterThan(50)
    expect(retryAfterSeconds).toBeLessThanOrEqual(60)
  })

  test('a 1xx only announces the answer', async () => {
    const url = await http((_request, response) => {
      response.writeProcessing()
      response.writeEarlyHints({ link: '</a>; rel=preload' })
      response.writeHead(202).end()
    })
    expect(await sendTo(url)).toMatchObject({ status: 202, failure: null })
  })
})

describe('the sender closes', () => {
  test('after what is under way, and sends nothing more', async () => {
    const url = await http((_request, response) => setTimeout(() => response.end('{}'), 50))
    const sender = guardedSender()
    const underWay = sender.send(endpointAt(url), notice)
    await sender.close()
    expect(await underWay).toMatchObject({ status: 200, failure: null })
  })
})
