/**
 * Every way in which a request can be refused: closed, documented in docs/errors.md (a test compares), and
 * mapped to an HTTP status in one place. Anything else that is thrown is a fault of ours, a 500.
 */
export const refusalCodes = [
  // the request itself
  'not-json',
  'unsupported-media-type',
  'too-large',
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'method-not-allowed',
  // idempotency
  'idempotency-key-missing',
  'idempotency-key-invalid',
  'idempotency-key-running',
  'idempotency-key-reused',
  // deliveries
  'acknowledgement-contradicts',
  'never-sent',
  'already-final',
  'not-parked',
  // replays of many
  'own-request',
  'replay-not-now',
  // acts
  'no-act',
  'act-registered',
  // corrections and withdrawals
  'superseded',
  // dead letters
  'dead-letter-decided',
  // cases
  'case-resolved',
  // the service
  'overloaded',
  'storage-unavailable',
  'internal',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** One thing wrong with the input: where (JSON Pointer, RFC 6901) and which rule (a key of the catalogue). */
export type Flaw = { readonly pointer: string; readonly code: string }

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly flaws: readonly Flaw[]
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined

  constructor(
    code: RefusalCode,
    details: { flaws?: readonly Flaw[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(code, { cause: details.cause })
    this.code = code
    this.flaws = details.flaws ?? []
    this.retryAfter = details.retryAfter
  }
}
