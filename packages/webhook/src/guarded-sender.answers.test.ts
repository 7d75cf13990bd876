import type { RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { agencyId } from '@unefois/domain/ids.ts'
import { describe, expect, test } from 'vitest'
import { endpointAt, notice, receivers } from './test-receivers.ts'

const { http, newSender, raw, sendTo } = receivers()

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
