import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newEndpointKeys } from './keys.ts'
import { createSigner } from './sign.ts'
import { createVerifier } from './verify.ts'

const keys = newEndpointKeys()
const old = newEndpointKeys()
const now = 1_800_000_000
const body = Buffer.from('{"b":1,"a":"é"}')
const sign = createSigner({ secrets: [keys.secret], signingKeys: [keys.signingKey] })
const headersAt = (timestamp: number, signature = sign('one', timestamp, body)) => ({
  'webhook-id': 'one',
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signature,
})
const [v1 = '', v1a = ''] = sign('one', now, body).split(' ')

const both = createVerifier({ secrets: [keys.secret], publicKeys: [keys.publicKey] })
const bySecret = createVerifier({ secrets: [keys.secret], publicKeys: [] })
const byPublicKey = createVerifier({ secrets: [], publicKeys: [keys.publicKey] })
const why = (
  headers: Record<string, string | string[] | undefined>,
  { verify = both, bytes = body }: { verify?: typeof both; bytes?: Buffer } = {},
) => {
  const verification = verify({ headers, body: bytes, now })
  return verification.verified ? 'verified' : verification.why
}

describe('verification', () => {
  test('takes either version', () => {
    expect(why(headersAt(now))).toBe('verified')
    expect(why(headersAt(now, v1), { verify: bySecret })).toBe('verified')
    expect(why(headersAt(now, v1a), { verify: byPublicKey })).toBe('verified')
    expect(why(headersAt(now, v1a), { verify: bySecret })).toBe('signature-wrong')
    expect(why(headersAt(now, v1), { verify: byPublicKey })).toBe('signature-wrong')
  })

  test.each([
    ['webhook-id', 'id-missing'],
    ['webhook-timestamp', 'timestamp-missing'],
    ['webhook-signature', 'signature-missing'],
  ])('without %s: %s', (name, expected) => {
    expect(why({ ...headersAt(now), [name]: undefined })).toBe(expected)
    expect(why({ ...headersAt(now), [name]: '' })).toBe(expected)
    expect(why({ ...headersAt(now), [name]: ['a', 'b'] })).toBe(expected)
  })

  test.each(['soon', '1e9', '-5', ' 1800000000', '1800000000.5', '0x6b49d200', '9'.repeat(40)])(
    'a time that is not whole seconds: %s',
    (timestamp) => {
      const signature = `v1,${'A'.repeat(44)}`
      expect(why({ ...headersAt(now, signature), 'webhook-timestamp': timestamp })).toBe(
        'timestamp-malformed',
      )
    },
  )

  test('five minutes either way, and not one second more', () => {
    expect(why(headersAt(now - 300))).toBe('verified')
    expect(why(headersAt(now + 300))).toBe('verified')
    expect(why(headersAt(now - 301))).toBe('timestamp-too-old')
    expect(why(headersAt(now + 301))).toBe('timestamp-in-future')
  })

  test.each([
    ['truncated', v1.slice(0, -8)],
    ['without its version', v1.slice(3)],
    ['empty after the version', 'v1,'],
    ['of an unknown version', `v2,${v1.slice(3)}`],
    ['only spaces', '   '],
    ['v1 labelled v1a', `v1a,${v1.slice(3)}`],
    ['v1a labelled v1', `v1,${v1a.slice(4)}`],
    ['behind sixteen others', `${'v1,AAAA '.repeat(16)}${v1}`],
  ])('a signature %s is wrong', (_name, signature) => {
    expect(why(headersAt(now, signature))).toBe('signature-wrong')
  })

  test('unknown versions among valid ones are passed over', () => {
    expect(why(headersAt(now, `v9,AAAA ${v1} v1a,AAAA`))).toBe('verified')
    expect(why(headersAt(now, `v9,AAAA v1,AAAA ${v1a}`))).toBe('verified')
  })

  test('a body parsed and written anew is another body', () => {
    const anew = Buffer.from(JSON.stringify({ a: 'é', b: 1 }))
    expect(why(headersAt(now), { bytes: anew })).toBe('signature-wrong')
  })

  test('another id, or another time within the tolerance, is not what was signed', () => {
    expect(why({ ...headersAt(now), 'webhook-id': 'two' })).toBe('signature-wrong')
    expect(why({ ...headersAt(now), 'webhook-timestamp': String(now + 1) })).toBe('signature-wrong')
  })

  test('a dot in the id is refused even under a right signature', () => {
    // `one.1` at time `5` and `one` at time `1.5` would be the same signed text.
    const signature = sign('one.1', now, body)
    expect(why({ ...headersAt(now, signature), 'webhook-id': 'one.1' })).toBe('id-malformed')
  })

  test('several keys while they rotate; an expired one no longer counts', () => {
    const rotating = createSigner({ secrets: [keys.secret, old.secret], signingKeys: [] })
    const bothSecrets = createVerifier({ secrets: [old.secret, keys.secret], publicKeys: [] })
    const onlyOld = createVerifier({ secrets: [old.secret], publicKeys: [] })
    expect(why(headersAt(now, rotating('one', now, body)), { verify: onlyOld })).toBe('verified')
    expect(why(headersAt(now, v1), { verify: bothSecrets })).toBe('verified')
    expect(why(headersAt(now, v1), { verify: onlyOld })).toBe('signature-wrong')
  })

  test('no key, or an empty secret, makes no verifier', () => {
    expect(() => createVerifier({ secrets: [], publicKeys: [] })).toThrow('at least one key')
    expect(() => createVerifier({ secrets: ['whsec_'], publicKeys: [] })).toThrow()
  })

  test('nothing that is not the right signature verifies, and nothing throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (id, timestamp, signature) => {
        const verification = both({
          headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
          body,
          now,
        })
        expect(verification.verified).toBe(false)
      }),
    )
  })

  test('any one changed byte of the body is noticed', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(body)
        changed[at] = (changed[at] ?? 0) ^ change
        expect(why(headersAt(now), { bytes: changed })).toBe('signature-wrong')
      }),
    )
  })
})
