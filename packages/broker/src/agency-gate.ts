import type { Agency } from '@unefois/domain/agency.ts'
import { admitted, afterFailure, afterSending, afterSuccess, type Breaker, closedBreaker } from './breaker.ts'
import type { AgencyWatch } from './ports/agency-watch.ts'
import type { AttemptResult } from './ports/deliveries.ts'
import type { Endpoint } from './ports/endpoints.ts'
import type { Journal } from './ports/journal.ts'
import type { SendResult } from './ports/sender.ts'
import { allowed, fullRate, type RateLimit, refilled, spent } from './rate-limit.ts'
import { slots } from './slots.ts'
import { afterTaken, afterThrottled, heldBack, openThrottle, type Throttle } from './throttle.ts'

/** What one request came to: its deliveries' results, and the answer itself; null when nothing was sent. */
export type Sent = { readonly results: readonly AttemptResult[]; readonly answer: SendResult | null }

export type AgencyGate = {
  /** How many more deliveries may be taken in hand, with so many there already. */
  room(endpoint: Endpoint, inHand: number): number
  /** So many were taken in hand. */
  taken(count: number): void
  /** Runs a request as soon as one of the endpoint's slots is free. */
  enter(request: () => Promise<Sent>): Promise<Sent>
}

export type GateDependencies = {
  readonly breaker: 'on' | 'off'
  readonly journal: Journal
  readonly clock: { now(): Date }
  readonly watch: AgencyWatch
}

/**
 * Requests in hand for each slot, so that a freed slot finds its next in memory: those that wait, and those that were
 * answered and whose results are still gathered.
 */
const readAhead = 12

/** Failures that speak of the agency as a whole, not of one delivery. */
const agencyIsUnwell = ({ failure, status }: SendResult): boolean =>
  failure !== null && (status === null || status >= 500 || status === 429)

/** An agency's own slots, rate and breaker: what it holds back costs nobody else anything. */
export const agencyGate = (
  { breaker: setting, journal, clock, watch }: GateDependencies,
  agency: Agency,
): AgencyGate => {
  let breaker: Breaker = closedBreaker
  let throttle: Throttle = openThrottle(agency.limits.slots)
  const rate = keptRate()
  /** Of the endpoint that was seen last: an agency has one at a time. */
  let wished = agency.limits.slots
  const slotsNow = (): number => Math.min(throttle.slots, wished)
  const places = slots(slotsNow)

  const become = (next: Breaker): void => {
    if (next.state !== breaker.state) watch.breaker(agency.id, next.state)
    breaker = next
  }

  const note = ({ results, answer }: Sent): void => {
    for (const { attempt } of results) watch.attempted(agency.id, attempt.failure)
    if (answer === null) {
      // The probe was not sent: the breaker waits for another.
      if (breaker.state === 'probing') become(afterFailure(breaker, clock.now()))
      return
    }
    if (answer.failure === 'throttled')
      throttle = afterThrottled(throttle, clock.now(), answer.retryAfterSeconds)
    else if (answer.failure === null) throttle = afterTaken(throttle, wished)
    if (setting === 'off') return
    const next = agencyIsUnwell(answer) ? afterFailure(breaker, clock.now()) : afterSuccess()
    if (next.state !== breaker.state) {
      if (next.state === 'open') journal.alarm('agency.breaker-opened', { agency: agency.id })
      if (next.state === 'closed') journal.info('agency.breaker-closed', { agency: agency.id })
    }
    become(next)
  }

  return {
    room: (endpoint, inHand) => {
      const now = clock.now()
      wished = endpoint.slots ?? agency.limits.slots
      if (heldBack(throttle, now)) return 0
      const left = Math.max(slotsNow() * readAhead * endpoint.batchSize - inHand, 0)
      return rate.allows(endpoint.ratePerSecond, admitted(breaker, now, left))
    },
    taken: rate.taken,
    enter: async (request) => {
      await places.take()
      become(afterSending(breaker))
      try {
        const sent = await request()
        note(sent)
        return sent
      } finally {
        places.leave()
      }
    },
  }
}

/** An endpoint's own rate, forgotten when it wants none. */
const keptRate = () => {
  let limit: RateLimit | null = null
  return {
    allows: (perSecond: number | null, wanted: number): number => {
      if (perSecond === null) {
        limit = null
        return wanted
      }
      const now = performance.now()
      limit = refilled(limit ?? fullRate(perSecond, now), perSecond, now)
      return Math.min(wanted, allowed(limit))
    },
    taken: (count: number): void => {
      if (limit !== null) limit = spent(limit, count)
    },
  }
}
