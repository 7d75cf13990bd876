import { createHash, type KeyObject, sign } from 'node:crypto'
import { type Component, signatureBase } from './http-signature-base.ts'
import { jwksOf } from './jwks-of.ts'
import { publicHalf, readSigningKey } from './keys.ts'

/** What of a notice is signed beside its method and target. */
export type SignedNotice = {
  readonly id: string
  /** Unix seconds of the attempt. */
  readonly timestamp: number
  readonly contentType: string
  readonly body: Buffer
}

/** `content-digest`, `signature-input` and `signature`, names and values in turn. */
export type HttpSigner = (notice: SignedNotice) => readonly string[]

/** As long as the timestamp of Standard Webhooks is accepted. */
const goodForSeconds = 300

type Labelled = { readonly label: string; readonly key: KeyObject; readonly keyid: string }

const labelled = (signingKey: string, index: number): Labelled => ({
  label: `sig${index + 1}`,
  key: readSigningKey(signingKey),
  keyid: jwksOf([publicHalf(signingKey)]).keys[0]?.kid ?? '',
})

/**
 * HTTP Message Signatures (RFC 9421) over the request and, by its digest (RFC 9530), the body; Ed25519. A signature
 * of each key while they rotate, `sig1` the newest one's; `keyid` is the key's `kid` in our key set. `signingKeys` are
 * `whsk_…`. Throws `UnreadableKey`.
 */
export const createHttpSigner = (target: URL, signingKeys: readonly string[]): HttpSigner => {
  const keys = signingKeys.map(labelled)
  const targetUri = `${target.origin}${target.pathname}${target.search}`
  return ({ id, timestamp, contentType, body }) => {
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`
    const components: readonly Component[] = [
      ['@method', 'POST'],
      ['@target-uri', targetUri],
      ['content-digest', digest],
      ['content-type', contentType],
      ['webhook-id', id],
    ]
    const signed = keys.map(({ label, key, keyid }) => {
      const { base, input } = signatureBase(components, [
        ['created', timestamp],
        ['expires', timestamp + goodForSeconds],
        ['keyid', keyid],
        ['alg', 'ed25519'],
        ['tag', 'unefois'],
      ])
      const signature = sign(null, Buffer.from(base), key).toString('base64')
      return { input: `${label}=${input}`, signature: `${label}=:${signature}:` }
    })
    return [
      ...['content-digest', digest],
      ...['signature-input', signed.map(({ input }) => input).join(', ')],
      ...['signature', signed.map(({ signature }) => signature).join(', ')],
    ]
  }
}
