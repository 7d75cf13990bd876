import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { signatureBase } from './http-signature-base.ts'
import { createHttpSigner } from './http-signer.ts'
import { jwksOf } from './jwks-of.ts'
import { newEndpointKeys } from './keys.ts'

test('the base and the Ed25519 signature of RFC 9421, appendix B.2.6', () => {
  const { base, input } = signatureBase(
    [
      ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
      ['@method', 'POST'],
      ['@path', '/foo'],
      ['@authority', 'example.com'],
      ['content-type', 'application/json'],
      ['content-length', '18'],
    ],
    [
      ['created', 1618884473],
      ['keyid', 'test-key-ed25519'],
    ],
  )
  expect(input).toBe(
    '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  )
  const key = createPrivateKey(
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----\n',
  )
  expect(sign(null, Buffer.from(base), key).toString('base64')).toBe(
    'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
  )
})

describe('a notice signed by RFC 9421', () => {
  const [newer, older] = [newEndpointKeys(), newEndpointKeys()]
  const body = Buffer.from('{"data":{"name":"Éloïse"}}')
  const notice = { id: 'one', timestamp: 1_800_000_000, contentType: 'application/cloudevents+json', body }
  const target = new URL('https://AGENCY.example:443/in?x=1#here')

  const headersOf = (signingKeys: readonly string[], given = notice) => {
    const flat = createHttpSigner(target, signingKeys)(given)
    return Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? '']] : [])))
  }
  /** Verifies as a receiver would: from the request's parts and the published key set only. */
  const verified = (headers: Record<string, string>, label: string, publicKey: string) => {
    const input = new RegExp(`${label}=(\\([^)]*\\)[^,]*)`).exec(headers['signature-input'] ?? '')?.[1] ?? ''
    const signature = new RegExp(`${label}=:([^:]*):`).exec(headers.signature ?? '')?.[1] ?? ''
    const base = [
      '"@method": POST',
      '"@target-uri": https://agency.example/in?x=1',
      `"content-digest": ${headers['content-digest']}`,
      '"content-type": application/cloudevents+json',
      '"webhook-id": one',
      `"@signature-params": ${input}`,
    ].join('\n')
    const [jwk] = jwksOf([publicKey]).keys
    expect(input).toContain(`;keyid="${jwk?.kid}"`)
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
    return verify(null, Buffer.from(base), key, Buffer.from(signature, 'base64'))
  }

  test('verifies with the published key, and says how long it is good', () => {
    const headers = headersOf([newer.signingKey])
    expect(verified(headers, 'sig1', newer.publicKey)).toBe(true)
    expect(headers['signature-input']).toContain(';created=1800000000;expires=1800000300;keyid="')
    expect(headers['signature-input']).toContain(';alg="ed25519";tag="unefois"')
  })

  test('holds the exact bytes by their digest', () => {
    const sha256 = createHash('sha256').update(body).digest('base64')
    const headers = headersOf([newer.signingKey])
    expect(headers['content-digest']).toBe(`sha-256=:${sha256}:`)
    const other = headersOf([newer.signingKey], { ...notice, body: Buffer.from('{}') })
    expect(
      verified({ ...headers, 'content-digest': other['content-digest'] ?? '' }, 'sig1', newer.publicKey),
    ).toBe(false)
  })

  test('is signed by each key while they rotate', () => {
    const headers = headersOf([newer.signingKey, older.signingKey])
    expect(verified(headers, 'sig1', newer.publicKey)).toBe(true)
    expect(verified(headers, 'sig2', older.publicKey)).toBe(true)
  })
})
