import type { SendResult } from '@unefois/broker/ports/sender.ts'
import { failureOfError } from './attempt-failure.ts'

/** The result of what failed before anything could leave. */
export const notSent = (error: unknown): SendResult => ({
  status: null,
  failure: failureOfError(error),
  body: Buffer.alloc(0),
  retryAfterSeconds: null,
  asks: null,
  durationMs: 0,
})
