import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  deriveEndpointKeys,
  newEndpointKeys,
  readPublicKey,
  readSecret,
  readSigningKey,
  UnreadableKey,
} from './keys.ts'
import { createSigner } from './sign.ts'
import { createVerifier } from './verify.ts'

const seed = Buffer.alloc(32, 7)

describe('keys of an endpoint', () => {
  test('are new each time, and readable', () => {
    const one = newEndpointKeys()
    expect(newEndpointKeys()).not.toEqual(one)
    expect(readSecret(one.secret).symmetricKeySize).toBe(32)
    expect(readSigningKey(one.signingKey).asymmetricKeyType).toBe('ed25519')
    expect(readPublicKey(one.publicKey).asymmetricKeyType).toBe('ed25519')
  })

  test('derived from one seed agree between programs and differ between agencies', () => {
    expect(deriveEndpointKeys(Buffer.from(seed), 'saaq')).toEqual(deriveEndpointKeys(seed, 'saaq'))
    const saaq = deriveEndpointKeys(seed, 'saaq')
    const ramq = deriveEndpointKeys(seed, 'ramq')
    expect(saaq.secret).not.toBe(ramq.secret)
    expect(saaq.publicKey).not.toBe(ramq.publicKey)
    expect(deriveEndpointKeys(Buffer.alloc(32, 8), 'saaq').secret).not.toBe(saaq.secret)
  })

  test('stay the same from one version of the program to the next', () => {
    // Pinned: were they to change, a broker and simulators of two versions would stop understanding each other.
    const { secret, publicKey } = deriveEndpointKeys(seed, 'saaq')
    expect([secret, publicKey]).toEqual([
      'whsec_ArCHCmleHbtT/zzwQry3m5rmD61iFSRYRAJGAc26I2g=',
      'whpk_Vd0iKwuoRmJzyp4XmncnqKfi/laqTW1i8tJ5qXQZVEY=',
    ])
  })

  test('the public half verifies what the signing half signed', () => {
    const { secret, signingKey, publicKey } = deriveEndpointKeys(seed, 'dge')
    const body = Buffer.from('{}')
    const signature = createSigner({ secrets: [secret], signingKeys: [signingKey] })('id', 1000, body)
    const headers = { 'webhook-id': 'id', 'webhook-timestamp': '1000', 'webhook-signature': signature }
    const verify = createVerifier({ secrets: [], publicKeys: [publicKey] })
    expect(verify({ headers, body, now: 1000 })).toEqual({ verified: true })
  })

  const bytes = (length: number) => Buffer.alloc(length, 1).toString('base64')

  test.each([
    ['', readSecret],
    ['whsec_', readSecret],
    [`whsec_${bytes(23)}`, readSecret],
    [`whsec_${bytes(65)}`, readSecret],
    [bytes(32), readSecret],
    ['whsec_not*base64', readSecret],
    [`whsk_${bytes(32)}`, readSigningKey],
    [`whsk_${bytes(64)}`, readSigningKey],
    [`whpk_${bytes(64)}`, readPublicKey],
    [`whsec_${bytes(32)}`, readPublicKey],
  ])('%s cannot be read', (key, read) => {
    expect(() => read(key)).toThrow(UnreadableKey)
  })

  test('an unreadable key never appears in the error', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (key) => {
        for (const read of [readSecret, readSigningKey, readPublicKey]) {
          expect(() => read(`whsec_${key}!`)).toThrow(
            expect.objectContaining({ message: expect.not.stringContaining(key) }),
          )
        }
      }),
    )
  })
})
