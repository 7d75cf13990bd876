import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** What signs for one endpoint, and the half that its agency needs to verify. */
export type EndpointKeys = {
  /** `whsec_` + base64 of 32 bytes; shared (`v1`). */
  readonly secret: string
  /** `whsk_` + base64 of the Ed25519 seed and public key, 64 bytes; never leaves the broker (`v1a`). */
  readonly signingKey: string
  /** `whpk_` + base64 of the Ed25519 public key, 32 bytes; may be published. */
  readonly publicKey: string
}

/** A key that cannot be read. Says which part of it is wrong, never what it holds. */
export class UnreadableKey extends Error {
  override readonly name = 'UnreadableKey'
}

// DER of RFC 8410 up to the 32 bytes themselves; an Ed25519 key has no parameters, so the prefix is constant.
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

const privateKeyOf = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' })

const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' })

const rawPublicKey = (seed: Buffer): Buffer =>
  createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length)

const strictBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const bytesOf = (prefix: string, key: string): Buffer => {
  if (!key.startsWith(prefix)) throw new UnreadableKey(`a key should begin with ${prefix}`)
  const text = key.slice(prefix.length)
  if (!strictBase64.test(text)) throw new UnreadableKey(`a ${prefix} key is not base64`)
  return Buffer.from(text, 'base64')
}

/** Throws `UnreadableKey` unless it is `whsec_` and 24 to 64 bytes, the lengths that Standard Webhooks allows. */
export const readSecret = (secret: string): KeyObject => {
  const bytes = bytesOf('whsec_', secret)
  if (bytes.length < 24 || bytes.length > 64) throw new UnreadableKey('a whsec_ key has 24 to 64 bytes')
  return createSecretKey(bytes)
}

/** Throws `UnreadableKey` unless it is `whsk_` and 64 bytes whose second half is the first one's public key. */
export const readSigningKey = (signingKey: string): KeyObject => {
  const bytes = bytesOf('whsk_', signingKey)
  if (bytes.length !== 64) throw new UnreadableKey('a whsk_ key has 64 bytes')
  const seed = bytes.subarray(0, 32)
  if (!rawPublicKey(seed).equals(bytes.subarray(32)))
    throw new UnreadableKey('the halves of a whsk_ key differ')
  return privateKeyOf(seed)
}

/** The `whpk_…` of a `whsk_…`. Throws `UnreadableKey`. */
export const publicHalf = (signingKey: string): string =>
  `whpk_${bytesOf('whsk_', signingKey).subarray(32).toString('base64')}`

/** Throws `UnreadableKey` unless it is `whpk_` and 32 bytes. */
export const readPublicKey = (publicKey: string): KeyObject => {
  const bytes = bytesOf('whpk_', publicKey)
  if (bytes.length !== 32) throw new UnreadableKey('a whpk_ key has 32 bytes')
  return publicKeyOf(bytes)
}

const keysOf = (secret: Buffer, seed: Buffer): EndpointKeys => {
  const publicHalf = rawPublicKey(seed)
  return {
    secret: `whsec_${secret.toString('base64')}`,
    signingKey: `whsk_${Buffer.concat([seed, publicHalf]).toString('base64')}`,
    publicKey: `whpk_${publicHalf.toString('base64')}`,
  }
}

/** New keys for an endpoint; `random` yields that many unpredictable bytes. */
export const newEndpointKeys = (random: (bytes: number) => Buffer = randomBytes): EndpointKeys =>
  keysOf(random(32), random(32))

/**
 * The keys of a demonstration agency, derived (HKDF-SHA256) from one seed of 32 bytes that the broker and the
 * simulators share: separate programs agree without asking each other. Real agencies get `newEndpointKeys`.
 */
export const deriveEndpointKeys = (seed: Buffer, agency: string): EndpointKeys => {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', seed, 'unefois-demonstration', `${purpose} ${agency}`, 32))
  return keysOf(derive('v1'), derive('v1a'))
}
