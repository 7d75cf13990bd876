import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { handshake } from './handshake.ts'
import { endpointAt, receivers } from './test-receivers.ts'

const { http, raw } = receivers()
const asking = { origin: 'une-fois.example', ratePerMinute: 120 }
const noConsent = { allowedOrigin: null, allowedRatePerMinute: null }

const answering = (status: number, headers: Record<string, string> = {}) =>
  http((_request, response) => response.writeHead(status, headers).end())

describe('the handshake', () => {
  test('asks at the exact URL, with the origin and the rate', async () => {
    let seen: IncomingMessage | undefined
    const url = await http((request, response) => {
      seen = request
      response.end()
    })
    await handshake(
      endpointAt(url, { headers: { 'x-api-key': 'k', 'webhook-request-origin': 'old' } }),
      asking,
    )
    expect(seen).toMatchObject({ method: 'OPTIONS', url: '/in?x=1' })
    expect(seen?.headers).toMatchObject({
      'webhook-request-origin': 'une-fois.example',
      'webhook-request-rate': '120',
      'x-api-key': 'k',
    })
    await handshake(endpointAt(url), { ...asking, ratePerMinute: null })
    expect(seen?.headers).not.toHaveProperty('webhook-request-rate')
  })

  test.each([
    [{ 'WebHook-Allowed-Origin': 'Une-Fois.example', 'WebHook-Allowed-Rate': '60' }, 'une-fois.example', 60],
    [{ 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '*' }, '*', null],
    [{ 'webhook-allowed-origin': '*' }, '*', null],
    [{ 'webhook-allowed-origin': '*', 'webhook-allowed-rate': '-1' }, '*', null],
    [{ 'webhook-allowed-origin': 'another.example', 'webhook-allowed-rate': '60' }, null, null],
    [{ 'webhook-allowed-rate': '60' }, null, null],
  ])('consent is in the headers: %j', async (headers, allowedOrigin, allowedRatePerMinute) => {
    for (const status of [200, 204, 404, 500]) {
      expect(await handshake(endpointAt(await answering(status, headers)), asking)).toEqual({
        answered: true,
        allowedOrigin,
        allowedRatePerMinute,
        failure: null,
      })
    }
  })

  test.each([200, 401, 404, 405, 410, 500, 503])('any answer is an answer: %d', async (status) => {
    expect(await handshake(endpointAt(await answering(status)), asking)).toEqual({
      answered: true,
      ...noConsent,
      failure: null,
    })
  })

  test('a redirect is not followed, and consents to nothing', async () => {
    let followed = false
    const elsewhere = await http((_request, response) => {
      followed = true
      response.end()
    })
    const url = await answering(307, { location: elsewhere, 'webhook-allowed-origin': '*' })
    expect(await handshake(endpointAt(url), asking)).toEqual({
      answered: true,
      ...noConsent,
      failure: 'redirected',
    })
    expect(followed).toBe(false)
  })

  test('no address that is not allowed', async () => {
    const url = await answering(200)
    expect(await handshake(endpointAt(url, { allowedNetworks: [] }), asking)).toEqual({
      answered: false,
      ...noConsent,
      failure: 'address-refused',
    })
    const resolve = (
      _name: string,
      answer: (error: null, to: { address: string; family: number }[]) => void,
    ) => answer(null, [{ address: '10.0.0.1', family: 4 }])
    expect(
      await handshake(endpointAt('https://agency.example/', { allowedNetworks: [] }), asking, { resolve }),
    ).toMatchObject({ answered: false, failure: 'address-refused' })
  })

  test('a resolver or a receiver that hangs is within the deadline', async () => {
    const hanging = endpointAt('https://agency.example/', { timeoutMs: 100 })
    expect(await handshake(hanging, asking, { resolve: () => {} })).toMatchObject({
      answered: false,
      failure: 'timed-out',
    })
    const silent = endpointAt(await raw(() => {}), { timeoutMs: 100 })
    expect(await handshake(silent, asking)).toMatchObject({ answered: false, failure: 'timed-out' })
  })

  test.each([
    ['garbage', (socket: Socket) => socket.end('\u0000\u0001'), 'failed'],
    ['a reset', (socket: Socket) => socket.resetAndDestroy(), 'connection-lost'],
    [
      'headers without end',
      (socket: Socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(200_000)}`),
      'answer-too-large',
    ],
  ])('%s is no answer', async (_name, answer, failure) => {
    expect(await handshake(endpointAt(await raw(answer)), asking)).toEqual({
      answered: false,
      ...noConsent,
      failure,
    })
  })

  test('an endless body is not waited for', async () => {
    const url = await http((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(8192)));
      }
      response.writeHead(200, { 'webhook-allowed-origin': '*' }).on('drain', more)
      more()
    })
    expect(await handshake(endpointAt(url, { timeoutMs: 30_000 }), asking)).toMatchObject({
      answered: true,
      allowedOrigin: '*',
    })
  })
})
