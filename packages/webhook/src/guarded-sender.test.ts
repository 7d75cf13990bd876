import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net'
import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import type { Sender } from '@unefois/broker/ports/sender.ts'
import { agencyId, type DeliveryId } from '@unefois/domain/ids.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { guardedSender, type SenderOptions } from './guarded-sender.ts'
import { newEndpointKeys } from './keys.ts'
import { testCertificate } from './test-certificate.ts'
import { createVerifier } from './verify.ts'

const keys = newEndpointKeys()
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const listen = async (server: TcpServer | Server): Promise<number> => {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

const http = async (answer: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(answer))}/in?x=1`

/** A receiver that says whatever bytes it likes once the request has come. */
const raw = async (answer: (socket: Socket) => void): Promise<string> => {
  const server = createTcpServer({ allowHalfOpen: true }, (socket) =>
    socket.once('data', () => answer(socket)),
  )
  return `http://127.0.0.1:${await listen(server)}/`
}

const endpointAt = (url: string, more: Partial<Endpoint> = {}): Endpoint => ({
  agency: agencyId('saaq'),
  url,
  secret: keys.secret,
  signingKey: keys.signingKey,
  timeoutMs: 2000,
  allowedNetworks: ['127.0.0.0/8'],
  ...more,
})

const newSender = (options: SenderOptions = {}): Sender => {
  const sender = guardedSender(options)
  closers.push(() => sender.close())
  return sender
}

const body = Buffer.from('{"data":{"name":"Éloïse"}}')
const notice = {
  id: '01900000-0000-7000-8000-000000000001' as DeliveryId,
  body,
  sentAt: new Date(),
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
}
const sendTo = (url: string, more: Partial<Endpoint> = {}, options: SenderOptions = {}) =>
  newSender(options).send(endpointAt(url, more), notice)

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
    await sender.send(endpointAt(url, newEndpointKeys()), notice)
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

describe('answers that do not end well', () => {
  const endless =
    (status: number, header: Record<string, string> = {}): RequestListener =>
    (_request, response) => {
      response.writeHead(status, header)
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(8192, ' ')));
      }
      response.on('drain', more)
      more()
    }

  test.each([
    [200, null, 0],
    [410, 'gone', 16_384],
    [429, 'throttled', 16_384],
    [302, 'redirected', 16_384],
    [404, 'answer-too-large', 16_384],
    [500, 'answer-too-large', 16_384],
  ])('an endless answer with %d is cut: %s', async (status, failure, length) => {
    const result = await sendTo(await http(endless(status)), { timeoutMs: 30_000 })
    expect(result).toMatchObject({ status, failure })
    expect(result.body).toHaveLength(length)
  })

  test('exactly 16 KiB is read whole, one byte more is not', async () => {
    const url = await http((_request, response) => response.end(Buffer.alloc(16_384, 'a')))
    expect((await sendTo(url)).body).toHaveLength(16_384)
    const more = await http((_request, response) => response.end(Buffer.alloc(16_385, 'a')))
    expect((await sendTo(more)).body).toHaveLength(0)
  })

  test('a header without end is too large', async () => {
    const url = await raw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      socket.write(`x: ${'a'.repeat(200_000)}\r\n\r\n`)
    })
    expect(await sendTo(url)).toMatchObject({ status: null, failure: 'answer-too-large' })
  })

  test('a trickle ends at the deadline of the whole request', async () => {
    const url = await http((_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 10)
      response.on('close', () => clearInterval(timer))
    })
    expect(await sendTo(url, { timeoutMs: 150 })).toMatchObject({ status: 200, failure: 'timed-out' })
  })

  test.each([
    ['never answers', () => {}],
    ['stops within the headers', (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nx: ')],
    ['only announces', (socket: Socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n')],
  ])('a receiver that %s times out', async (_name, answer) => {
    expect(await sendTo(await raw(answer), { timeoutMs: 150 })).toMatchObject({
      status: null,
      failure: 'timed-out',
    })
  })

  test.each([
    ['hangs up', (socket: Socket) => socket.end(), null],
    ['resets', (socket: Socket) => socket.resetAndDestroy(), null],
    [
      'resets within the body',
      (socket: Socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"out', () => socket.resetAndDestroy()),
      200,
    ],
    [
      'hangs up within the body',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"out'),
      200,
    ],
  ])('a receiver that %s: lost', async (_name, answer, status) => {
    expect(await sendTo(await raw(answer))).toMatchObject({ status, failure: 'connection-lost' })
  })

  test('a 410 keeps its meaning when its body is cut off', async () => {
    const url = await raw((socket) => socket.end('HTTP/1.1 410 Gone\r\ncontent-length: 50\r\n\r\nmoved'))
    expect(await sendTo(url)).toMatchObject({ status: 410, failure: 'gone' })
  })

  test.each([
    '\u0000\u0001\u0002 not HTTP at all\r\n\r\n',
    'HTTP/9.9 what\r\n\r\n',
    'SSH-2.0-OpenSSH_9.9\r\n',
  ])('what is not HTTP is a failure: %j', async (garbage) => {
    expect(await sendTo(await raw((socket) => socket.end(garbage)))).toMatchObject({
      status: null,
      failure: 'failed',
    })
  })

  test('garbage as a body is still an answer', async () => {
    const url = await http((_request, response) => response.end(Buffer.from([0, 255, 254, 1])))
    expect(await sendTo(url)).toMatchObject({
      status: 200,
      failure: null,
      body: Buffer.from([0, 255, 254, 1]),
    })
  })

  test('one that hangs takes nothing from the next endpoint, nor from itself afterwards', async () => {
    let hang = true
    const slow = await http((_request, response) => {
      if (!hang) response.end('{}')
    })
    const quick = await http((_request, response) => response.end('{}'))
    const sender = newSender({ connectionsPerEndpoint: 2 })
    const hanging = Array.from({ length: 5 }, () => sender.send(endpointAt(slow, { timeoutMs: 200 }), notice))
    expect(await sender.send(endpointAt(quick, { agency: agencyId('ramq') }), notice)).toMatchObject({
      failure: null,
    })
    expect((await Promise.all(hanging)).map(({ failure }) => failure)).toEqual(Array(5).fill('timed-out'))
    hang = false
    expect(await sender.send(endpointAt(slow, { timeoutMs: 200 }), notice)).toMatchObject({ failure: null })
  })

  test('what waited for a connection beyond its deadline never leaves', async () => {
    let requests = 0
    const url = await http((_request, response) => {
      requests++
      setTimeout(() => response.end(), 300)
    })
    const sender = newSender({ connectionsPerEndpoint: 1 })
    const results = await Promise.all(
      [1, 2, 3].map(() => sender.send(endpointAt(url, { timeoutMs: 100 }), notice)),
    )
    expect(results.map(({ failure }) => failure)).toEqual(Array(3).fill('timed-out'))
    await sender.close()
    // The second may just have left, were the first one's connection given up a moment before its deadline.
    expect(requests).toBeLessThan(3)
  })
})

describe('where notices may go', () => {
  const publicAnswer = { address: '93.184.216.34', family: 4 }
  const privateAnswer = { address: '127.0.0.1', family: 4 }
  const resolvesTo =
    (...addresses: { address: string; family: number }[]): NonNullable<SenderOptions['resolve']> =>
    (_name, answer) =>
      setImmediate(answer, null, addresses)

  test.each([
    'https://127.0.0.1:1/',
    'https://0177.0.0.1:1/',
    'https://2130706433:1/',
    'https://0x7f.1:1/',
    'https://[::1]:1/',
    'https://[::ffff:127.0.0.1]:1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost:1/',
    'http://93.184.216.34/',
    'ftp://93.184.216.34/',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is refused', async (url) => {
    expect(await sendTo(url, { allowedNetworks: [] })).toMatchObject({
      status: null,
      failure: 'address-refused',
    })
  })

  test('one private answer among public ones refuses all, whatever their order', async () => {
    for (const answers of [
      [publicAnswer, privateAnswer],
      [privateAnswer, publicAnswer],
    ]) {
      const resolve = resolvesTo(...answers)
      expect(await sendTo('https://agency.example/', { allowedNetworks: [] }, { resolve })).toMatchObject({
        failure: 'address-refused',
      })
    }
  })

  test('plain http to a name needs every answer in an allowed network', async () => {
    const resolve = resolvesTo(publicAnswer)
    expect(await sendTo('http://agency.example/', {}, { resolve })).toMatchObject({
      failure: 'address-refused',
    })
  })

  test('a network allowed to one endpoint is closed to the others', async () => {
    const url = await http((_request, response) => response.end())
    const sender = newSender()
    expect(await sender.send(endpointAt(url), notice)).toMatchObject({ failure: null })
    for (const allowedNetworks of [[], ['10.0.0.0/8']]) {
      const other = endpointAt(url, { agency: agencyId('ramq'), allowedNetworks })
      expect(await sender.send(other, notice)).toMatchObject({ failure: 'address-refused' })
    }
  })

  test('a name is resolved once a connection, and the checked address is the one dialled', async () => {
    let lookups = 0
    let host: string | undefined
    const server = createServer((request, response) => {
      host = request.headers.host
      response.end()
    })
    const port = await listen(server)
    // The second answer would be the metadata service: it is never asked for.
    const resolve: NonNullable<SenderOptions['resolve']> = (_name, answer) => {
      lookups++
      answer(null, [lookups === 1 ? privateAnswer : { address: '169.254.169.254', family: 4 }])
    }
    const sender = newSender({ resolve, connectionsPerEndpoint: 1 })
    const endpoint = endpointAt(`http://agency.example:${port}/`)
    for (let times = 0; times < 5; times++) {
      expect(await sender.send(endpoint, notice)).toMatchObject({ status: 200, failure: null })
    }
    expect(lookups).toBe(1)
    expect(host).toBe(`agency.example:${port}`)
  })

  test('a name that nobody has', async () => {
    expect(await sendTo('https://no-such-name.invalid/', { timeoutMs: 10_000 })).toMatchObject({
      status: null,
      failure: 'name-not-resolved',
    })
    expect(await sendTo('https://agency.example/', {}, { resolve: resolvesTo() })).toMatchObject({
      failure: 'address-refused',
    })
  })

  test('a resolver that hangs is within the deadline', async () => {
    expect(await sendTo('https://agency.example/', { timeoutMs: 100 }, { resolve: () => {} })).toMatchObject({
      failure: 'timed-out',
    })
  })

  test('nobody listens', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    expect(await sendTo(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: null,
      failure: 'connection-refused',
    })
  })

  test.each([
    ['a network that cannot be read', { allowedNetworks: ['everywhere'] }],
    ['a secret that cannot be read', { secret: 'whsec_' }],
  ])('%s is a result, not a rejection', async (_name, more) => {
    expect(await sendTo('https://93.184.216.34/', more)).toMatchObject({ status: null, failure: 'failed' })
  })

  test('a traceparent that is no header value is a result, not a rejection', async () => {
    const url = await http((_request, response) => response.end())
    const result = await newSender().send(endpointAt(url), { ...notice, traceparent: 'a\r\nb: c' })
    expect(result).toMatchObject({ status: null, failure: 'failed' })
  })
})

describe('over TLS', () => {
  const secure = async () =>
    listen(createTlsServer(testCertificate, (_request, response) => response.end('{}')))
  const toReceiver: NonNullable<SenderOptions['resolve']> = (_name, answer) =>
    answer(null, [{ address: '127.0.0.1', family: 4 }])
  const trusting = { resolve: toReceiver, certificateAuthority: testCertificate.cert }

  test('a certificate that is trusted and names the host', async () => {
    expect(await sendTo(`https://receiver.test:${await secure()}/`, {}, trusting)).toMatchObject({
      status: 200,
      failure: null,
    })
  })

  test('one that nobody vouches for', async () => {
    expect(
      await sendTo(`https://receiver.test:${await secure()}/`, {}, { resolve: toReceiver }),
    ).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
  })

  test('one for another name', async () => {
    const port = await secure()
    for (const host of ['another.test', '127.0.0.1']) {
      expect(await sendTo(`https://${host}:${port}/`, {}, trusting)).toMatchObject({ failure: 'tls-failed' })
    }
  })

  test('a receiver that speaks no TLS', async () => {
    const url = await http((_request, response) => response.end())
    expect(await sendTo(url.replace('http:', 'https:'))).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
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
