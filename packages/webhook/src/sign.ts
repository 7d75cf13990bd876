import { createHmac, sign } from 'node:crypto'
import { readSecret, readSigningKey } from './keys.ts'

/** What signs for one endpoint. More than one of a sort while keys rotate: each signs, newest first. */
export type SigningKeys = {
  /** `whsec_…` */
  readonly secrets: readonly string[]
  /** `whsk_…` */
  readonly signingKeys: readonly string[]
}

/** Value of `webhook-signature` for an id (no dots), the Unix seconds of the attempt, and the exact bytes sent. */
export type Signer = (id: string, timestamp: number, body: Buffer) => string

/**
 * Standard Webhooks 1.0: `v1` is HMAC-SHA256, `v1a` Ed25519, both over `id.timestamp.body`. Keys are parsed here,
 * once, because a parsed key makes a `v1` signature in 5 µs where the secret's bytes take 19; `v1a` takes 49.
 * Throws `UnreadableKey`.
 */
export const createSigner = (keys: SigningKeys): Signer => {
  const secrets = keys.secrets.map(readSecret)
  const signingKeys = keys.signingKeys.map(readSigningKey)
  return (id, timestamp, body) => {
    const prefix = Buffer.from(`${id}.${timestamp}.`)
    const signed = Buffer.concat([prefix, body], prefix.length + body.length)
    let signatures = ''
    for (const secret of secrets) {
      signatures += ` v1,${createHmac('sha256', secret).update(signed).digest('base64')}`
    }
    for (const key of signingKeys) signatures += ` v1a,${sign(null, signed, key).toString('base64')}`
    return signatures.slice(1)
  }
}
