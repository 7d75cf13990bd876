import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { jwksOf } from './jwks-of.ts'
import { newEndpointKeys, UnreadableKey } from './keys.ts'
import { createSigner } from './sign.ts'

test("RFC 8037's key, with its thumbprint", () => {
  const raw = Buffer.from('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', 'base64url')
  expect(jwksOf([`whpk_${raw.toString('base64')}`])).toEqual({
    keys: [
      {
        kty: 'OKP',
        crv: 'Ed25519',
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
        kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
        use: 'sig',
        alg: 'EdDSA',
      },
    ],
  })
})

test('what an agency reads from it verifies what we sign', () => {
  const { signingKey, publicKey } = newEndpointKeys()
  const [jwk] = jwksOf([publicKey]).keys
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
  const signature = createSigner({ secrets: [], signingKeys: [signingKey] })('one', 1000, Buffer.from('{}'))
  expect(verify(null, Buffer.from('one.1000.{}'), key, Buffer.from(signature.slice(4), 'base64'))).toBe(true)
})

test('each key once, in order; nothing secret is taken for one', () => {
  const [one, other] = [newEndpointKeys(), newEndpointKeys()]
  const { keys } = jwksOf([one.publicKey, other.publicKey, one.publicKey])
  expect(keys.map(({ kid }) => kid)).toEqual([
    jwksOf([one.publicKey]).keys[0]?.kid,
    jwksOf([other.publicKey]).keys[0]?.kid,
  ])
  expect(jwksOf([])).toEqual({ keys: [] })
  expect(() => jwksOf([one.signingKey])).toThrow(UnreadableKey)
  expect(() => jwksOf([one.secret])).toThrow(UnreadableKey)
})
