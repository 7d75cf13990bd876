import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Limits } from '@unefois/domain/agency.ts'
import type { Random } from './ports/clock.ts'
import type { AttemptResult, DueDelivery } from './ports/deliveries.ts'
import type { Endpoint, PausedBecause } from './ports/endpoints.ts'
import type { SendResult } from './ports/sender.ts'
import { nextWaitMs } from './retry-schedule.ts'

export type JudgeContext = {
  readonly now: Date
  readonly random: Random
  readonly limits: Limits
  readonly endpoint: Pick<Endpoint, 'id'>
  /** Reads a business answer from a 2xx body; null when there is none that can be understood. */
  readonly readAcknowledgement: (body: Buffer) => Acknowledgement | null
}

/**
 * What an attempt's outcome means for the delivery. A 2xx means received, whatever its body; a body that is a
 * business answer acknowledges at once. Everything else is tried again until the schedule is exhausted, except that
 * what pauses the endpoint waits for it without using up the schedule, and that the receiver may ask never to see a
 * notice again (`webhook-delivery: abort-message`): an operator then decides.
 */
export const judgeAttempt = (
  delivery: Pick<DueDelivery, 'retries'>,
  sent: SendResult,
  { now, random, limits, endpoint, readAcknowledgement }: JudgeContext,
): AttemptResult['then'] => {
  if (sent.failure === null) {
    const acknowledgeBy = new Date(now.getTime() + limits.acknowledgeWithinMs)
    const acknowledgement = readAcknowledgement(sent.body)
    return acknowledgement === null
      ? { go: 'received', acknowledgeBy }
      : { go: 'acknowledged', acknowledgement, acknowledgeBy }
  }
  if (pausesEndpoint(endpoint, sent) !== null) return { go: 'postpone', at: now, reason: sent.failure }
  if (sent.asks === 'abort-message') return { go: 'park', reason: 'aborted-by-receiver' }
  const wait = nextWaitMs(limits.retryScheduleMs, delivery.retries, {
    retryAfterSeconds: sent.retryAfterSeconds,
    throttled: sent.failure === 'throttled',
    random,
  })
  return wait === null
    ? { go: 'park', reason: sent.failure }
    : { go: 'retry', at: new Date(now.getTime() + wait), reason: sent.failure }
}

/** Why the answer means that nothing more may go to a registered endpoint; null when it does not. */
export const pausesEndpoint = (
  { id }: Pick<Endpoint, 'id'>,
  { failure, asks }: Pick<SendResult, 'failure' | 'asks'>,
): PausedBecause | null => {
  if (id === null) return null
  if (asks === 'disable') return 'disabled-by-receiver'
  return failure === 'gone' ? 'gone' : null
}
