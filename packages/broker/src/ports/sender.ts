import type { Endpoint } from './endpoints.ts'

/** Why no usable answer came. Closed; each is explained in docs/errors.md. */
export const attemptFailures = [
  'address-refused',
  'name-not-resolved',
  'connection-refused',
  'connection-lost',
  'tls-failed',
  'timed-out',
  'redirected',
  'answer-too-large',
  'gone',
  'throttled',
  'not-authorized',
  'refused',
  'failed',
  'body-unreadable',
  'aborted-by-receiver',
] as const

export type AttemptFailure = (typeof attemptFailures)[number]

/** What the receiver asks for by the answer's `webhook-delivery` header, whatever its status. */
export type ReceiverAsks = 'disable' | 'abort-message'

export type SendResult = {
  readonly status: number | null
  readonly failure: AttemptFailure | null
  /** At most 16 KiB; of a batch, that much for each notice, and 1 MiB at most. */
  readonly body: Buffer
  /** From `Retry-After`, seconds, as sent (seconds or date); clamped by the schedule, not here. */
  readonly retryAfterSeconds: number | null
  readonly asks: ReceiverAsks | null
  readonly durationMs: number
}

/** What goes out in one request: a delivery's frozen bytes, or several of them as a JSON array. */
export type Notice = {
  /** `webhook-id`: the delivery's id; of a batch, the batch's own. */
  readonly id: string
  readonly body: Buffer
  /** How many deliveries it carries; above one it is `application/cloudevents-batch+json`. */
  readonly deliveries: number
  readonly sentAt: Date
  readonly traceparent: string
}

export type Sender = {
  /** One signed POST. Never rejects: every failure is a result. */
  send(endpoint: Endpoint, notice: Notice): Promise<SendResult>
  close(): Promise<void>
}
