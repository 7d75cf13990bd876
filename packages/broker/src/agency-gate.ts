import type { Agency } from '@unefois/domain/agency.ts'
import { admitted, afterFailure, afterSending, afterSuccess, type Breaker, closedBreaker } from './breaker.ts'
import type { AgencyWatch } from './ports/agency-watch.ts'
import type { AttemptResult } from './ports/deliveries.ts'
import type { Journal } from './ports/journal.ts'

export type AgencyGate = {
  /** How many more deliveries may be taken in hand, given the room that is left. */
  room(left: number): number
  /** Runs an attempt as soon as one of the agency's slots is free. */
  enter(attempt: () => Promise<AttemptResult | null>): Promise<AttemptResult | null>
}

export type GateDependencies = {
  readonly breaker: 'on' | 'off'
  readonly journal: Journal
  readonly clock: { now(): Date }
  readonly watch: AgencyWatch
}

/** Failures that speak of the agency as a whole, not of one delivery. */
const agencyIsUnwell = ({ attempt }: AttemptResult): boolean =>
  attempt.failure !== null && (attempt.status === null || attempt.status >= 500 || attempt.status === 429)

/** An agency's own slots and breaker: what it holds back costs nobody else anything. */
export const agencyGate = (
  { breaker: setting, journal, clock, watch }: GateDependencies,
  agency: Agency,
): AgencyGate => {
  let breaker: Breaker = closedBreaker
  let running = 0
  const queue: (() => void)[] = []

  const become = (next: Breaker): void => {
    if (next.state !== breaker.state) watch.breaker(agency.id, next.state)
    breaker = next
  }

  const note = (result: AttemptResult): void => {
    watch.attempted(agency.id, result.attempt.failure)
    if (setting === 'off') return
    const next = agencyIsUnwell(result) ? afterFailure(breaker, clock.now()) : afterSuccess()
    if (next.state !== breaker.state) {
      if (next.state === 'open') journal.alarm('agency.breaker-opened', { agency: agency.id })
      if (next.state === 'closed') journal.info('agency.breaker-closed', { agency: agency.id })
    }
    become(next)
  }

  // A freed slot goes straight to who waits first, so that no newcomer slips in between.
  const leave = (): void => {
    const next = queue.shift()
    if (next !== undefined) return next()
    running -= 1
  }

  return {
    room: (left) => admitted(breaker, clock.now(), Math.max(left, 0)),
    enter: async (attempt) => {
      if (running >= agency.limits.slots) await new Promise<void>((resolve) => queue.push(resolve))
      else running += 1
      become(afterSending(breaker))
      try {
        const result = await attempt()
        if (result !== null) note(result)
        // The probe was not sent: the breaker waits for another.
        else if (breaker.state === 'probing') become(afterFailure(breaker, clock.now()))
        return result
      } finally {
        leave()
      }
    },
  }
}
