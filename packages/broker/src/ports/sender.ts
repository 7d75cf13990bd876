import type { DeliveryId } from '@unefois/domain/ids.ts'
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
  'refused',
  'failed',
  'body-unreadable',
] as const

export type AttemptFailure = (typeof attemptFailures)[number]

export type SendResult = {
  readonly status: number | null
  readonly failure: AttemptFailure | null
  /** At most 16 KiB. */
  readonly body: Buffer
  /** From `Retry-After`, seconds, as sent (seconds or date); clamped by the schedule, not here. */
  readonly retryAfterSeconds: number | null
  readonly durationMs: number
}

export type Sender = {
  /** One signed POST. Never rejects: every failure is a result. */
  send(
    endpoint: Endpoint,
    notice: {
      readonly id: DeliveryId
      readonly body: Buffer
      readonly sentAt: Date
      readonly traceparent: string
    },
  ): Promise<SendResult>
  close(): Promise<void>
}
