import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { endpointAt, notice, receivers } from './test-receivers.ts'

const { http, newSender, raw, sendTo } = receivers()

/** Writes the same bytes again for as long as the other side takes them. */
const flood = (socket: Socket, bytes: string | Buffer): void => {
  const more = () => {
    while (!socket.destroyed && socket.writable && socket.write(bytes));
  }
  socket.on('drain', more)
  more()
}
const trickle = (socket: Socket, bytes: string): void => {
  let at = 0
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer)
    else socket.write(bytes[at++ % bytes.length] ?? '')
  }, 5)
  socket.on('close', () => clearInterval(timer))
}
const head = 'HTTP/1.1 200 OK\r\n'

describe('answers meant to do harm', () => {
  test('what is compressed is not inflated, and not asked for', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, ' '))
    expect(bomb.length).toBeLessThan(16_384)
    let asked: string | undefined
    const url = await http((request, response) => {
      asked = request.headers['accept-encoding']
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    })
    const { failure, body } = await sendTo(url)
    expect(failure).toBeNull()
    expect(body).toEqual(bomb)
    expect(asked).toBe('identity')
  })

  test.each([
    ['102', `HTTP/1.1 102 Processing\r\n\r\n`],
    ['103 with headers', `HTTP/1.1 103 Early Hints\r\nlink: ${'a'.repeat(1000)}\r\n\r\n`],
  ])('a flood of 1xx is cut off: %s', async (_name, announcement) => {
    const url = await raw((socket) => flood(socket, announcement.repeat(20)))
    expect(await sendTo(url, { timeoutMs: 30_000 })).toMatchObject({ status: null, failure: 'failed' })
  })

  test('some 1xx are no flood', async () => {
    const url = await raw((socket) => {
      socket.end(`${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(32)}${head}content-length: 2\r\n\r\n{}`)
    })
    expect(await sendTo(url)).toMatchObject({ status: 200, failure: null })
  })

  test.each([
    ['the status line', 'HTTP/1.1 200 OOOOOOOOOOOOOOOOOOOOOOOOOOOO'],
    ['headers', `${head}${'x: y\r\n'.repeat(1000)}`],
  ])('%s that trickles ends at the deadline', async (_name, bytes) => {
    const url = await raw((socket) => trickle(socket, bytes))
    expect(await sendTo(url, { timeoutMs: 150 })).toMatchObject({ status: null, failure: 'timed-out' })
  })

  test('many headers without end are too large', async () => {
    const url = await raw((socket) => {
      socket.write(head)
      flood(socket, 'x: y\r\n'.repeat(100))
    })
    expect(await sendTo(url, { timeoutMs: 30_000 })).toMatchObject({
      status: null,
      failure: 'answer-too-large',
    })
  })

  test.each([
    ['a chunk extension', `transfer-encoding: chunked\r\n\r\n1;`, 'x'.repeat(8192)],
    ['a chunk size', `transfer-encoding: chunked\r\n\r\n`, '0'.repeat(8192)],
    ['trailers', `transfer-encoding: chunked\r\n\r\n0\r\n`, `x: ${'y'.repeat(100)}\r\n`.repeat(80)],
  ])('%s without end is a failure', async (_name, beginning, rest) => {
    const url = await raw((socket) => {
      socket.write(`${head}${beginning}`)
      flood(socket, rest)
    })
    const { failure } = await sendTo(url, { timeoutMs: 300 })
    expect(['timed-out', 'failed', 'answer-too-large', 'connection-lost']).toContain(failure)
  })

  test.each([
    ['closes without a byte', (socket: Socket) => socket.end(), 'connection-lost'],
    [
      'promises a body and sends none',
      (socket: Socket) => socket.end(`${head}content-length: 5\r\n\r\n`),
      'connection-lost',
    ],
    [
      'resets within the body',
      (socket: Socket) => {
        socket.write(`${head}content-length: 50\r\n\r\n{"outcome":"acc`)
        setTimeout(() => socket.resetAndDestroy(), 20)
      },
      'connection-lost',
    ],
    [
      'two lengths',
      (socket: Socket) => socket.end(`${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}x`),
      'failed',
    ],
    ['a negative length', (socket: Socket) => socket.end(`${head}content-length: -1\r\n\r\n{}`), 'failed'],
    [
      'upgrades',
      (socket: Socket) =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      null,
    ],
    ['says 100 unasked', (socket: Socket) => socket.end('HTTP/1.1 100 Continue\r\n\r\n'), null],
  ])('one that %s', async (_name, answer, expected) => {
    const { status, failure } = await sendTo(await raw(answer))
    expect(failure).not.toBeNull()
    if (expected !== null) expect(failure).toBe(expected)
    if (expected === 'failed') expect(status).toBeNull()
  })

  test('half-open: whoever takes the request and says no more, ended or not, costs one deadline', async () => {
    const silent = await raw(() => {})
    const ended = await raw((socket) => socket.end(head))
    expect(await sendTo(silent, { timeoutMs: 100 })).toMatchObject({ status: null, failure: 'timed-out' })
    expect(await sendTo(ended, { timeoutMs: 5000 })).toMatchObject({
      status: null,
      failure: 'connection-lost',
    })
  })

  test('what is said twice answers one notice only', async () => {
    let notices = 0
    const answer = (said: string) => `${head}content-length: ${said.length}\r\n\r\n${said}`
    const url = await raw((socket) => {
      notices += 1
      socket.write(answer(`{"n":${notices}}`) + answer('{"outcome":"accepted"}'))
    })
    const sender = newSender({ connectionsPerEndpoint: 1 })
    const results = await Promise.all([1, 2, 3].map(() => sender.send(endpointAt(url), notice)))
    for (const { failure, body } of results) {
      if (failure === null) expect(body.toString()).toMatch(/^\{"n":\d\}$/)
    }
    expect(results.some(({ failure }) => failure === null)).toBe(true)
  })
})
