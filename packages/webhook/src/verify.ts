import { createHmac, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { readPublicKey, readSecret } from './keys.ts'

/** What an agency holds to verify with; several of a sort while keys rotate. */
export type VerificationKeys = {
  /** `whsec_…` */
  readonly secrets: readonly string[]
  /** `whpk_…` */
  readonly publicKeys: readonly string[]
}

/** Closed. The first that applies is given. */
export type VerificationFailure =
  | 'id-missing'
  | 'id-malformed'
  | 'timestamp-missing'
  | 'timestamp-malformed'
  | 'timestamp-too-old'
  | 'timestamp-in-future'
  | 'signature-missing'
  | 'signature-wrong'

export type Verification =
  | { readonly verified: true }
  | { readonly verified: false; readonly why: VerificationFailure }

/** As `node:http` gives them: names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

export type Verifier = (received: {
  readonly headers: WebhookHeaders
  /** The bytes as received, before any parsing: a body written anew has other bytes. */
  readonly body: Buffer
  /** Unix seconds. */
  readonly now: number
}) => Verification

/** ±5 minutes, as the published libraries have it. */
const toleranceSeconds = 300
/** A sender rotates two or three keys; more signatures than this are somebody making us compute. */
const mostSignatures = 16

const failed = (why: VerificationFailure): Verification => ({ verified: false, why })

const one = (headers: WebhookHeaders, name: string): string | undefined => {
  const value = headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const timeFlaw = (timestamp: string, now: number): VerificationFailure | null => {
  if (!/^\d{1,12}$/.test(timestamp)) return 'timestamp-malformed'
  const age = now - Number(timestamp)
  if (age > toleranceSeconds) return 'timestamp-too-old'
  return age < -toleranceSeconds ? 'timestamp-in-future' : null
}

/** The signatures of one version, decoded. Versions that we do not know are passed over, as the standard asks. */
const signaturesOf = (header: string, version: 'v1' | 'v1a'): readonly Buffer[] =>
  header
    .split(' ', mostSignatures)
    .filter((signature) => signature.startsWith(`${version},`))
    .map((signature) => Buffer.from(signature.slice(version.length + 1), 'base64'))

const matchesSecret = (signed: Buffer, signatures: readonly Buffer[], secret: KeyObject): boolean => {
  const expected = createHmac('sha256', secret).update(signed).digest()
  return signatures.some((given) => given.length === expected.length && timingSafeEqual(given, expected))
}

const matchesPublicKey = (signed: Buffer, signatures: readonly Buffer[], key: KeyObject): boolean =>
  signatures.some((given) => given.length === 64 && verify(null, signed, key, given))

/**
 * Standard Webhooks 1.0: verified when the time is within ±5 minutes and ONE signature is right under one of the
 * keys. Whoever wants both versions makes two verifiers. Throws `UnreadableKey`, and an error without any key.
 */
export const createVerifier = (keys: VerificationKeys): Verifier => {
  const secrets = keys.secrets.map(readSecret)
  const publicKeys = keys.publicKeys.map(readPublicKey)
  if (secrets.length + publicKeys.length === 0) throw new Error('a verifier needs at least one key')
  return ({ headers, body, now }) => {
    const id = one(headers, 'webhook-id')
    if (id === undefined) return failed('id-missing')
    // With a dot in the id, the end of the id and the beginning of the time could be moved.
    if (id.includes('.')) return failed('id-malformed')
    const timestamp = one(headers, 'webhook-timestamp')
    if (timestamp === undefined) return failed('timestamp-missing')
    const flaw = timeFlaw(timestamp, now)
    if (flaw !== null) return failed(flaw)
    const header = one(headers, 'webhook-signature')
    if (header === undefined) return failed('signature-missing')
    const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])
    const v1 = secrets.length > 0 ? signaturesOf(header, 'v1') : []
    const v1a = publicKeys.length > 0 ? signaturesOf(header, 'v1a') : []
    const verified =
      secrets.some((secret) => matchesSecret(signed, v1, secret)) ||
      publicKeys.some((key) => matchesPublicKey(signed, v1a, key))
    return verified ? { verified } : failed('signature-wrong')
  }
}
