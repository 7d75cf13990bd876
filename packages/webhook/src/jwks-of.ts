import { createHash } from 'node:crypto'
import { readPublicKey } from './keys.ts'

/** An Ed25519 public key (RFC 8037). */
export type Jwk = {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  /** The 32 bytes, base64url. */
  readonly x: string
  /** The key's thumbprint (RFC 7638), base64url: the same key has the same id everywhere. */
  readonly kid: string
  readonly use: 'sig'
  readonly alg: 'EdDSA'
}

const jwkOf = (publicKey: string): Jwk => {
  const { x = '' } = readPublicKey(publicKey).export({ format: 'jwk' })
  // RFC 7638: the required members only, in this order, without a space.
  const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url')
  return { kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' }
}

/** A key set (RFC 7517) of `whpk_…` keys, each once, in the order given. Throws `UnreadableKey`. */
export const jwksOf = (publicKeys: readonly string[]): { readonly keys: readonly Jwk[] } => ({
  keys: [...new Set(publicKeys)].map(jwkOf),
})
