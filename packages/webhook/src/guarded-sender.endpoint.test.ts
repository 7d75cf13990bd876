import { createServer, type IncomingHttpHeaders } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createHttpSigner } from './http-signer.ts'
import { newEndpointKeys } from './keys.ts'
import { endpointAt, keys, notice, receivers } from './test-receivers.ts'
import { createVerifier } from './verify.ts'

const { http, listen, newSender, sendTo } = receivers()

const listening = async () => {
  const seen: IncomingHttpHeaders[] = []
  const url = await http((request, response) => {
    seen.push(request.headers)
    response.end('{}')
  })
  return { url, seen }
}

describe('as the endpoint wants it', () => {
  test('its own headers go out with every notice, the origin that it consented to among them', async () => {
    const { url, seen } = await listening()
    const headers = {
      authorization: 'Basic YTpi',
      'x-api-key': 'k',
      'webhook-request-origin': 'une-fois.example',
    }
    expect(await sendTo(url, { headers })).toMatchObject({ failure: null })
    expect(seen[0]).toMatchObject({ ...headers, 'webhook-id': notice.id, traceparent: notice.traceparent })
  })

  test.each([
    { host: 'inner.example' },
    { 'content-length': '5' },
    { 'transfer-encoding': 'chunked' },
    { 'webhook-signature': 'v1,AAAA' },
    { 'x-a': 'b\r\nwebhook-id: c' },
    { 'x-a\r\nb': 'c' },
  ])('%j never leaves, though it be stored', async (headers) => {
    const { url, seen } = await listening()
    expect(await sendTo(url, { headers: headers as Record<string, string> })).toMatchObject({
      status: null,
      failure: 'failed',
    })
    expect(seen).toEqual([])
  })

  test('its slots are its connections', async () => {
    let connections = 0
    const server = createServer((_request, response) => setTimeout(() => response.end(), 10))
    server.on('connection', () => connections++)
    const endpoint = endpointAt(`http://127.0.0.1:${await listen(server)}/`, { slots: 2 })
    const sender = newSender({ connectionsPerEndpoint: 8 })
    await Promise.all(Array.from({ length: 10 }, () => sender.send(endpoint, notice)))
    expect(connections).toBe(2)
  })

  test('during a rotation every key signs; afterwards the new one only', async () => {
    const { url, seen } = await listening()
    const newer = newEndpointKeys()
    const sender = newSender()
    await sender.send(endpointAt(url, { keys: [newer, keys] }), notice)
    await sender.send(endpointAt(url, { keys: [newer] }), notice)
    const verified = (held: typeof newer, at: number) => {
      const headers = seen[at] ?? {}
      const received = { headers, body: notice.body, now: Date.now() / 1000 }
      return [
        createVerifier({ secrets: [held.secret], publicKeys: [] })(received).verified,
        createVerifier({ secrets: [], publicKeys: [held.publicKey] })(received).verified,
      ]
    }
    expect([verified(newer, 0), verified(keys, 0)]).toEqual([
      [true, true],
      [true, true],
    ])
    expect([verified(newer, 1), verified(keys, 1)]).toEqual([
      [true, true],
      [false, false],
    ])
  })
})

describe('RFC 9421', () => {
  test('signs beside Standard Webhooks where it is asked for, and nowhere else', async () => {
    const { url, seen } = await listening()
    const sender = newSender()
    await sender.send(endpointAt(url, { httpSignature: true }), notice)
    await sender.send(endpointAt(url), notice)
    const timestamp = Number(seen[0]?.['webhook-timestamp'])
    const expected = createHttpSigner(new URL(url), [keys.signingKey])({
      ...{ id: notice.id, timestamp, body: notice.body, contentType: 'application/cloudevents+json' },
    })
    for (const [at, name] of ['content-digest', 'signature-input', 'signature'].entries()) {
      expect(seen[0]?.[name]).toBe(expected[2 * at + 1])
      expect(seen[1]).not.toHaveProperty(name)
    }
  })
})

describe('a batch', () => {
  const batch = { ...notice, id: 'batch-1', body: Buffer.from('[{},{}]'), deliveries: 2 }

  test('has its own type and id, and one signature over all of it', async () => {
    const { url, seen } = await listening()
    await newSender().send(endpointAt(url, { batchSize: 10 }), batch)
    const [headers = {}] = seen
    expect(headers).toMatchObject({
      'content-type': 'application/cloudevents-batch+json',
      'webhook-id': 'batch-1',
    })
    const verify = createVerifier({ secrets: [keys.secret], publicKeys: [] })
    expect(verify({ headers, body: batch.body, now: Date.now() / 1000 })).toEqual({ verified: true })
  })

  test('of one is a notice like any other', async () => {
    const { url, seen } = await listening()
    await newSender().send(endpointAt(url, { batchSize: 10 }), notice)
    expect(seen[0]?.['content-type']).toBe('application/cloudevents+json')
  })

  test.each([
    [2, 32_768, 32_768],
    [2, 32_769, 0],
    [500, 1_048_576, 1_048_576],
    [500, 1_048_577, 0],
  ])(
    'of %d may be answered with 16 KiB each, 1 MiB at most: %d bytes',
    async (deliveries, answered, read) => {
      const url = await http((_request, response) => response.end(Buffer.alloc(answered, ' ')))
      const result = await newSender().send(endpointAt(url, { timeoutMs: 20_000 }), { ...batch, deliveries })
      expect(result).toMatchObject({ status: 200, failure: null })
      expect(result.body).toHaveLength(read)
    },
  )
})

describe('what the receiver asks for', () => {
  test.each([
    ['disable', 'disable'],
    [' Abort-Message ', 'abort-message'],
    ['', null],
    ['destroy-everything', null],
  ])('webhook-delivery: %j', async (header, asks) => {
    for (const status of [200, 302, 400, 410, 500]) {
      const url = await http((_request, response) =>
        response.writeHead(status, { 'webhook-delivery': header }).end(),
      )
      expect(await sendTo(url)).toMatchObject({ status, asks })
    }
  })

  test('nothing, without that header', async () => {
    const { url } = await listening()
    expect(await sendTo(url)).toMatchObject({ failure: null, asks: null })
  })
})
