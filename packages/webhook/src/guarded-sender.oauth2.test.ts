import type { ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Endpoint, EndpointOAuth2 } from '@unefois/broker/ports/endpoints.ts'
import { describe, expect, test } from 'vitest'
import { newTestAuthority } from './test-authority.ts'
import { endpointAt, notice, receivers } from './test-receivers.ts'
import { tokenServers } from './test-token-servers.ts'

const { http, listen, newSender, raw } = receivers()

const { tokenServer, receiver } = tokenServers(http)

const client = (tokenUrl: string, more: Partial<EndpointOAuth2> = {}): EndpointOAuth2 => ({
  tokenUrl,
  clientId: 'une fois',
  clientSecret: 'p:w+d/é',
  scope: null,
  ...more,
})
const withTokens = (url: string, tokenUrl: string, more: Partial<Endpoint> = {}): Endpoint =>
  endpointAt(url, { oauth2: client(tokenUrl), ...more })

describe('OAuth2 client credentials', () => {
  test('the token is asked for once, by a form under Basic, and goes out with every notice', async () => {
    const tokens = await tokenServer()
    const { url, given } = await receiver()
    const endpoint = endpointAt(url, { oauth2: client(tokens.url, { scope: 'moves births' }) })
    const sender = newSender()
    for (let times = 0; times < 3; times++) {
      expect(await sender.send(endpoint, notice)).toMatchObject({ status: 200, failure: null })
    }
    // Each part form-encoded before they are joined: RFC 6749, section 2.3.1.
    const basic = Buffer.from('une+fois:p%3Aw%2Bd%2F%C3%A9').toString('base64')
    expect(tokens.asked).toEqual([
      {
        authorization: `Basic ${basic}`,
        type: 'application/x-www-form-urlencoded',
        form: 'grant_type=client_credentials&scope=moves+births',
      },
    ])
    expect(given).toEqual(Array(3).fill('Bearer token-1'))
  })

  test('however many wait for one, one request is under way', async () => {
    const tokens = await tokenServer((response, count) => {
      setTimeout(() => response.end(`{"access_token":"token-${count}","token_type":"bearer"}`), 30)
    })
    const { url } = await receiver()
    const endpoint = withTokens(url, tokens.url)
    const sender = newSender()
    const results = await Promise.all(Array.from({ length: 20 }, () => sender.send(endpoint, notice)))
    expect(results.map(({ failure }) => failure)).toEqual(Array(20).fill(null))
    expect(tokens.asked).toHaveLength(1)
  })

  test('one that expires is replaced before it does', async () => {
    const tokens = await tokenServer((response, count) =>
      response.end(JSON.stringify({ access_token: `token-${count}`, token_type: 'Bearer', expires_in: '0' })),
    )
    const { url, given } = await receiver()
    const endpoint = withTokens(url, tokens.url)
    const sender = newSender()
    await sender.send(endpoint, notice)
    await sender.send(endpoint, notice)
    expect(given).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('a 401 brings a new one and the notice once more, in the same attempt', async () => {
    const tokens = await tokenServer()
    const good = { token: 'token-1' }
    const { url, given } = await receiver(good)
    const endpoint = withTokens(url, tokens.url)
    const sender = newSender()
    expect(await sender.send(endpoint, notice)).toMatchObject({ failure: null })
    good.token = 'token-2'
    const results = await Promise.all([1, 2, 3].map(() => sender.send(endpoint, notice)))
    expect(results.map(({ status, failure }) => [status, failure])).toEqual(Array(3).fill([200, null]))
    expect(tokens.asked).toHaveLength(2)
    expect(given.filter((token) => token === 'Bearer token-2')).toHaveLength(3)
  })

  test('a second 401 is not-authorized, without a third try', async () => {
    const tokens = await tokenServer()
    const { url, given } = await receiver({ token: 'never' })
    expect(await newSender().send(withTokens(url, tokens.url), notice)).toMatchObject({
      status: 401,
      failure: 'not-authorized',
    })
    expect(given).toEqual(['Bearer token-1', 'Bearer token-2'])
  })

  test('other refusals keep their meaning and bring no new token', async () => {
    const tokens = await tokenServer()
    const url = await http((_request, response) => response.writeHead(403).end())
    expect(await newSender().send(withTokens(url, tokens.url), notice)).toMatchObject({
      status: 403,
      failure: 'refused',
    })
    expect(tokens.asked).toHaveLength(1)
  })
})

describe('without a token nothing leaves', () => {
  test.each([
    ['refuses', (response: ServerResponse) => response.writeHead(401).end('{"error":"invalid_client"}')],
    ['fails', (response: ServerResponse) => response.writeHead(500).end()],
    ['redirects', (response: ServerResponse) => response.writeHead(307, { location: '/elsewhere' }).end()],
    ['sends no JSON', (response: ServerResponse) => response.end('token-1')],
    ['sends null', (response: ServerResponse) => response.end('null')],
    ['sends none', (response: ServerResponse) => response.end('{}')],
    [
      'sends another sort',
      (response: ServerResponse) => response.end('{"access_token":"a","token_type":"mac"}'),
    ],
    [
      'sends one that would end a line',
      (response: ServerResponse) =>
        response.end('{"access_token":"a\\r\\nwebhook-id: b","token_type":"bearer"}'),
    ],
    [
      'sends too much',
      (response: ServerResponse) => response.end(`{"access_token":"${'a'.repeat(20_000)}"}`),
    ],
    ['hangs', () => {}],
  ])('when its server %s', async (_name, answer) => {
    const tokens = await tokenServer(answer)
    const { url, given } = await receiver()
    const result = await newSender().send(withTokens(url, tokens.url, { timeoutMs: 200 }), notice)
    expect(result).toMatchObject({ status: null, failure: 'not-authorized' })
    expect(given).toEqual([])
  })

  test('when its server lies where nothing may be sent', async () => {
    const tokens = await tokenServer()
    const { url, given } = await receiver()
    const resolve = (
      _name: string,
      answer: (error: null, to: { address: string; family: number }[]) => void,
    ) => answer(null, [{ address: '10.0.0.1', family: 4 }])
    for (const tokenUrl of [
      tokens.url.replace('127.0.0.1', '[::1]'),
      'https://169.254.169.254/token',
      'https://tokens.example/',
      'file:///etc/passwd',
    ]) {
      expect(await newSender({ resolve }).send(withTokens(url, tokenUrl), notice)).toMatchObject({
        failure: 'not-authorized',
      })
    }
    expect(given).toEqual([])
    expect(tokens.asked).toEqual([])
  })

  test('an endpoint that hangs afterwards is within the one deadline', async () => {
    const tokens = await tokenServer((response) => {
      setTimeout(() => response.end('{"access_token":"a","token_type":"bearer"}'), 100)
    })
    const url = await raw(() => {})
    const result = await newSender().send(withTokens(url, tokens.url, { timeoutMs: 1500 }), notice)
    expect(result).toMatchObject({ status: null, failure: 'timed-out' })
  })

  test('and the next notice asks again', async () => {
    const tokens = await tokenServer((response, count) =>
      count === 1
        ? response.writeHead(503).end()
        : response.end('{"access_token":"token-2","token_type":"bearer"}'),
    )
    const { url, given } = await receiver()
    const endpoint = withTokens(url, tokens.url)
    const sender = newSender()
    expect(await sender.send(endpoint, notice)).toMatchObject({ failure: 'not-authorized' })
    expect(await sender.send(endpoint, notice)).toMatchObject({ failure: null })
    expect(given).toEqual(['Bearer token-2'])
  })
})

test("the token's server may be under the endpoint's own authority", async () => {
  const authority = newTestAuthority('their authority')
  const port = await listen(
    createTlsServer(authority.issue('tokens.test'), (_request, response) =>
      response.end('{"access_token":"token-1","token_type":"Bearer"}'),
    ),
  )
  const { url, given } = await receiver()
  const tls = { certificateAuthority: authority.cert, client: null }
  const resolve = (_name: string, answer: (error: null, to: { address: string; family: number }[]) => void) =>
    answer(null, [{ address: '127.0.0.1', family: 4 }])
  const sender = newSender({ resolve })
  const tokenUrl = `https://tokens.test:${port}/`
  expect(await sender.send(withTokens(url, tokenUrl), notice)).toMatchObject({ failure: 'not-authorized' })
  expect(await sender.send(withTokens(url, tokenUrl, { tls }), notice)).toMatchObject({ failure: null })
  expect(given).toEqual(['Bearer token-1'])
})
