import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { newEndpointKeys } from './keys.ts'
import { createSigner } from './sign.ts'
import { createVerifier } from './verify.ts'

// The standard's text read once more, with nothing of ours: keys by JWK, in place of the DER that `keys.ts` writes.
const ed25519 = (publicKey: string) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey.slice(5), 'base64').toString('base64url') },
    format: 'jwk',
  })
const signedText = (id: string, timestamp: number, body: Buffer) =>
  Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])

const ids = fc.uuid()
const times = fc.integer({ min: 1_600_000_000, max: 2_000_000_000 })
const bodies = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))

test('both signatures are what the standard says, whatever the bytes', () => {
  const { secret, signingKey, publicKey } = newEndpointKeys()
  const ours = createSigner({ secrets: [secret], signingKeys: [signingKey] })
  const hmacKey = Buffer.from(secret.slice('whsec_'.length), 'base64')
  fc.assert(
    fc.property(ids, times, bodies, (id, timestamp, body) => {
      const [v1, v1a = ''] = ours(id, timestamp, body).split(' ')
      const text = signedText(id, timestamp, body)
      expect(v1).toBe(`v1,${createHmac('sha256', hmacKey).update(text).digest('base64')}`)
      expect(v1a).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/)
      expect(verify(null, text, ed25519(publicKey), Buffer.from(v1a.slice(4), 'base64'))).toBe(true)
    }),
  )
})

test('v1a made elsewhere, from a key made elsewhere, is verified', () => {
  const pair = generateKeyPairSync('ed25519')
  const { x = '', d = '' } = pair.privateKey.export({ format: 'jwk' })
  const half = (part: string) => Buffer.from(part, 'base64url')
  const publicKey = `whpk_${half(x).toString('base64')}`
  const verifier = createVerifier({ secrets: [], publicKeys: [publicKey] })
  fc.assert(
    fc.property(ids, times, bodies, (id, timestamp, body) => {
      const signature = sign(null, signedText(id, timestamp, body), pair.privateKey).toString('base64')
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': `v1a,${signature}`,
      }
      expect(verifier({ headers, body, now: timestamp })).toEqual({ verified: true })
      expect(verifier({ headers, body: Buffer.concat([body, Buffer.from(' ')]), now: timestamp })).toEqual({
        verified: false,
        why: 'signature-wrong',
      })
    }),
  )
  // And its own signing half, in the standard's form, signs the same bytes the same way.
  const signingKey = `whsk_${Buffer.concat([half(d), half(x)]).toString('base64')}`
  const text = signedText('one', 1000, Buffer.from('{}'))
  const again = sign(null, text, createPrivateKey(pair.privateKey.export({ format: 'pem', type: 'pkcs8' })))
  expect(createSigner({ secrets: [], signingKeys: [signingKey] })('one', 1000, Buffer.from('{}'))).toBe(
    `v1a,${again.toString('base64')}`,
  )
})

test('the npm package standardwebhooks and we take each other’s signatures, whatever the text', () => {
  const { secret, signingKey } = newEndpointKeys()
  const theirs = new Webhook(secret)
  const ours = createSigner({ secrets: [secret], signingKeys: [signingKey] })
  const verifier = createVerifier({ secrets: [secret], publicKeys: [] })
  const at = new Date()
  const now = Math.floor(at.getTime() / 1000)
  fc.assert(
    fc.property(ids, fc.jsonValue(), (id, value) => {
      const text = JSON.stringify(value)
      const body = Buffer.from(text)
      const headers = (signature: string) => ({
        'webhook-id': id,
        'webhook-timestamp': String(now),
        'webhook-signature': signature,
      })
      expect(() => theirs.verify(text, headers(ours(id, now, body)))).not.toThrow()
      expect(verifier({ headers: headers(theirs.sign(id, at, text)), body, now })).toEqual({ verified: true })
    }),
  )
})
