import { createServer, type ServerOptions } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import { describe, expect, test } from 'vitest'
import { checkEndpointTls } from './check-endpoint-tls.ts'
import type { SenderOptions } from './guarded-sender.ts'
import { handshake } from './handshake.ts'
import { newTestAuthority, type TestIdentity } from './test-authority.ts'
import { endpointAt, notice, receivers } from './test-receivers.ts'

const { http, listen, newSender, sendTo } = receivers()

const ours = newTestAuthority('our authority')
const theirs = newTestAuthority('their authority')
const elsewhere = newTestAuthority('another authority')
const receiver = theirs.issue('receiver.test')
const client = (identity: TestIdentity) => ({ certificate: identity.cert, key: identity.key })
const us = client(ours.issue('une-fois.test'))
const hour = 3_600_000

const toReceiver: NonNullable<SenderOptions['resolve']> = (_name, answer) =>
  answer(null, [{ address: '127.0.0.1', family: 4 }])
const reaching = { resolve: toReceiver }

/** A receiver over TLS; what it saw of the client's certificate. */
const secure = async (options: ServerOptions = {}) => {
  const seen: string[] = []
  const server = createServer({ ...receiver, ...options }, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate()
    seen.push(String(subject?.CN ?? 'nobody'))
    response.end('{}')
  })
  return { url: `https://receiver.test:${await listen(server)}/`, seen }
}
const asking = { requestCert: true, rejectUnauthorized: true, ca: ours.cert }
const sent = (url: string, tls: Endpoint['tls'], options: SenderOptions = reaching) =>
  sendTo(url, { tls }, options)

describe("an endpoint's own authority", () => {
  test('is trusted, at that endpoint only', async () => {
    const { url } = await secure()
    const own = { certificateAuthority: theirs.cert, client: null }
    const sender = newSender(reaching)
    expect(await sender.send(endpointAt(url, { tls: own }), notice)).toMatchObject({
      status: 200,
      failure: null,
    })
    expect(await sender.send(endpointAt(url), notice)).toMatchObject({ status: null, failure: 'tls-failed' })
  })

  test.each([
    ['another one', elsewhere.cert],
    ['somebody to whom it issued', receiver.cert],
    ['text', 'not a certificate'],
  ])('%s is not trusted in its place', async (_name, certificateAuthority) => {
    const { url } = await secure()
    expect(await sent(url, { certificateAuthority, client: null })).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
  })

  test('takes the place of the authorities that are trusted otherwise', async () => {
    const { url } = await secure()
    const otherwise = { ...reaching, certificateAuthority: theirs.cert }
    expect(await sent(url, null, otherwise)).toMatchObject({ failure: null })
    expect(await sent(url, { certificateAuthority: elsewhere.cert, client: null }, otherwise)).toMatchObject({
      failure: 'tls-failed',
    })
  })

  test.each([
    ['expired', { from: new Date(Date.now() - 48 * hour), until: new Date(Date.now() - hour) }],
    ['not yet valid', { from: new Date(Date.now() + hour), until: new Date(Date.now() + 48 * hour) }],
  ])('a certificate that is %s', async (_name, validity) => {
    const { url } = await secure(theirs.issue('receiver.test', validity))
    expect(await sent(url, { certificateAuthority: theirs.cert, client: null })).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
  })

  test('a certificate for another name', async () => {
    const { url } = await secure(theirs.issue('another.test'))
    const { url: byName } = await secure()
    for (const other of [url, byName.replace('receiver.test', '127.0.0.1')]) {
      expect(await sent(other, { certificateAuthority: theirs.cert, client: null })).toMatchObject({
        failure: 'tls-failed',
      })
    }
  })

  test('a receiver that speaks no TLS', async () => {
    const url = await http((_request, response) => response.end())
    expect(await sendTo(url.replace('http:', 'https:'))).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
  })

  test('also for the handshake', async () => {
    const { url } = await secure()
    const asked = { origin: 'une-fois.example', ratePerMinute: null }
    const endpoint = endpointAt(url, { tls: { certificateAuthority: theirs.cert, client: null } })
    expect(await handshake(endpoint, asked, reaching)).toMatchObject({ answered: true })
    expect(await handshake(endpointAt(url), asked, reaching)).toMatchObject({
      answered: false,
      failure: 'tls-failed',
    })
  })
})

describe('a certificate of ours (mTLS)', () => {
  test('is shown to who asks for it, on every connection', async () => {
    const { url, seen } = await secure(asking)
    const endpoint = endpointAt(url, { tls: { certificateAuthority: theirs.cert, client: us }, slots: 3 })
    const sender = newSender(reaching)
    const results = await Promise.all(Array.from({ length: 9 }, () => sender.send(endpoint, notice)))
    expect(results.map(({ failure }) => failure)).toEqual(Array(9).fill(null))
    expect(new Set(seen)).toEqual(new Set(['une-fois.test']))
  })

  test.each([
    ['none', null],
    ['one of an authority that they do not trust', client(elsewhere.issue('une-fois.test'))],
    [
      'an expired one',
      client(
        ours.issue('une-fois.test', {
          from: new Date(Date.now() - 48 * hour),
          until: new Date(Date.now() - hour),
        }),
      ),
    ],
  ])('without a right one: %s', async (_name, wrong) => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const { url, seen } = await secure({ ...asking, maxVersion })
      const { status, failure } = await sent(url, { certificateAuthority: theirs.cert, client: wrong })
      expect(status).toBeNull()
      // In TLS 1.3 the refusal comes after the handshake, and the hang-up may overtake it.
      expect(['tls-failed', 'connection-lost']).toContain(failure)
      expect(seen).toEqual([])
    }
  })

  test.each([
    ['a key of another certificate', { certificate: us.certificate, key: client(ours.issue('a.test')).key }],
    ['a key that cannot be read', { certificate: us.certificate, key: 'secret' }],
    ['a certificate that cannot be read', { certificate: 'x', key: us.key }],
  ])('%s is a result, not a rejection', async (_name, unreadable) => {
    const { url } = await secure()
    expect(await sent(url, { certificateAuthority: theirs.cert, client: unreadable })).toMatchObject({
      status: null,
      failure: 'tls-failed',
    })
  })

  test('a new one is shown as soon as the endpoint has another', async () => {
    const { url, seen } = await secure(asking)
    const sender = newSender(reaching)
    for (const name of ['first.test', 'second.test']) {
      const tls = { certificateAuthority: theirs.cert, client: client(ours.issue(name)) }
      expect(await sender.send(endpointAt(url, { tls }), notice)).toMatchObject({ failure: null })
    }
    expect(seen).toEqual(['first.test', 'second.test'])
  })
})

describe('certificates as saved', () => {
  test.each([
    ['an authority', { certificateAuthority: theirs.cert, client: null }, null],
    ['several', { certificateAuthority: `${theirs.cert}\n${ours.cert}`, client: us }, null],
    ['neither', { certificateAuthority: null, client: null }, null],
    ['no authority', { certificateAuthority: '', client: null }, 'tls-authority'],
    ['text', { certificateAuthority: 'x', client: null }, 'tls-authority'],
    ['a key as authority', { certificateAuthority: us.key, client: null }, 'tls-authority'],
    [
      'one broken of two',
      { certificateAuthority: `${theirs.cert}${ours.cert.replace('M', 'N')}`, client: null },
      'tls-authority',
    ],
    [
      'text as certificate',
      { certificateAuthority: null, client: { ...us, certificate: 'x' } },
      'tls-client-certificate',
    ],
    ['text as key', { certificateAuthority: null, client: { ...us, key: 'x' } }, 'tls-client-key'],
    ["another's key", { certificateAuthority: null, client: { ...us, key: receiver.key } }, 'tls-client-key'],
  ])('%s', (_name, tls, flaw) => expect(checkEndpointTls(tls)).toBe(flaw))
})
