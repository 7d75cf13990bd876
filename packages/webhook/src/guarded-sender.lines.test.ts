import { createServer } from 'node:http'
import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import { describe, expect, test, vi } from 'vitest'
import { newEndpointKeys } from './keys.ts'
import { newTestAuthority } from './test-authority.ts'
import { endpointAt, keys, notice, receivers } from './test-receivers.ts'

const { listen, newSender } = receivers()

describe('a line', () => {
  /** Counts the connections that two endpoints take, one after the other, from one sender. */
  const connectionsOf = async (more: Partial<Endpoint>, other: (url: string) => Partial<Endpoint>) => {
    let connections = 0
    const server = createServer((_request, response) => response.end('{}'))
    server.on('connection', () => connections++)
    const url = `http://127.0.0.1:${await listen(server)}/in`
    // A freed connection is free again a moment after its answer: with one, the next notice waits for it.
    const sender = newSender({ connectionsPerEndpoint: 1 })
    const first = endpointAt(url, { id: 'one', ...more })
    const second = { ...first, ...other(url) }
    for (const endpoint of [first, second, structuredClone(second)]) {
      await sender.send(endpoint, notice)
    }
    return connections
  }
  const tls = { certificateAuthority: newTestAuthority('any').cert, client: null }
  const changes: { readonly [Field in keyof Required<Endpoint>]: (url: string) => Partial<Endpoint> } = {
    id: () => ({ id: 'two' }),
    agency: () => ({ agency: 'ramq' as Endpoint['agency'] }),
    url: (url) => ({ url: `${url}?changed` }),
    keys: () => ({ keys: [{ secret: keys.secret, signingKey: newEndpointKeys().signingKey }] }),
    timeoutMs: () => ({ timeoutMs: 1999 }),
    allowedNetworks: () => ({ allowedNetworks: ['127.0.0.1'] }),
    headers: () => ({ headers: { 'x-a': 'c' } }),
    tls: () => ({ tls }),
    oauth2: () => ({ oauth2: null }),
    slots: () => ({ slots: 1 }),
    ratePerSecond: () => ({ ratePerSecond: 7 }),
    batchSize: () => ({ batchSize: 9 }),
    httpSignature: () => ({ httpSignature: true }),
  }

  test.each(Object.entries(changes).filter(([field]) => field !== 'oauth2'))(
    'is opened anew when %s changes, once',
    async (_field, change) => {
      expect(await connectionsOf({ headers: { 'x-a': 'b' } }, change)).toBe(2)
    },
  )

  test('stays for an endpoint read anew without a change', async () => {
    expect(
      await connectionsOf({ headers: { a: 'b' }, tls }, () => ({ headers: { a: 'b' }, tls: { ...tls } })),
    ).toBe(1)
  })

  test('is each endpoint’s own: two of one agency do not close each other’s', async () => {
    let connections = 0
    const server = createServer((_request, response) => response.end('{}'))
    server.on('connection', () => connections++)
    const url = `http://127.0.0.1:${await listen(server)}/`
    const sender = newSender({ connectionsPerEndpoint: 1 })
    for (const id of ['one', 'two', 'one', 'two', 'one']) await sender.send(endpointAt(url, { id }), notice)
    expect(connections).toBe(2)
  })

  test('that nobody used for ten minutes is closed when another opens', async () => {
    const connections = { one: 0, two: 0 }
    const urlOf = async (name: keyof typeof connections) => {
      const server = createServer((_request, response) => response.end('{}'))
      server.on('connection', () => connections[name]++)
      return `http://127.0.0.1:${await listen(server)}/`
    }
    const one = endpointAt(await urlOf('one'), { id: 'one' })
    const two = endpointAt(await urlOf('two'), { id: 'two' })
    const sender = newSender({ connectionsPerEndpoint: 1 })
    const clock = vi.spyOn(performance, 'now')
    const at = async (minutes: number, endpoint: Endpoint) => {
      clock.mockReturnValue(minutes * 60_000)
      expect(await sender.send(endpoint, notice)).toMatchObject({ failure: null })
    }
    try {
      await at(0, one)
      await at(9, one)
      await at(18, two)
      await at(18, one)
      expect(connections).toEqual({ one: 1, two: 1 })
      await at(29, { ...two, timeoutMs: 1999 })
      await at(29, one)
      expect(connections).toEqual({ one: 2, two: 2 })
    } finally {
      clock.mockRestore()
    }
  })
})
