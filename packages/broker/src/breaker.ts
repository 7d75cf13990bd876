/**
 * A circuit breaker, pure: state in, state out. While it is open nothing is sent and no attempt is used up;
 * from `probeAt` on, one delivery goes out as a probe and decides.
 */
export type Breaker =
  | { readonly state: 'closed'; readonly failures: number }
  | { readonly state: 'open'; readonly probeAt: Date; readonly openings: number }
  | { readonly state: 'probing'; readonly openings: number }

/** Failures in a row after which it opens. */
const failuresToOpen = 20
const firstPauseMs = 1_000
const longestPauseMs = 60_000

export const closedBreaker: Breaker = { state: 'closed', failures: 0 }

const opened = (openings: number, now: Date): Breaker => ({
  state: 'open',
  openings,
  probeAt: new Date(now.getTime() + Math.min(firstPauseMs * 2 ** (openings - 1), longestPauseMs)),
})

export const afterSuccess = (): Breaker => closedBreaker

/** A failure that says something about the agency as a whole: no answer, or a 5xx. */
export const afterFailure = (breaker: Breaker, now: Date): Breaker => {
  switch (breaker.state) {
    case 'closed':
      return breaker.failures + 1 >= failuresToOpen
        ? opened(1, now)
        : { state: 'closed', failures: breaker.failures + 1 }
    case 'probing':
      return opened(breaker.openings + 1, now)
    case 'open':
      return breaker
  }
}

/** How many deliveries may be taken in hand now: all, one as a probe, or none. */
export const admitted = (breaker: Breaker, now: Date, wanted: number): number => {
  switch (breaker.state) {
    case 'closed':
      return wanted
    case 'probing':
      return 0
    case 'open':
      return now < breaker.probeAt ? 0 : Math.min(wanted, 1)
  }
}

/** What is sent while the breaker is open is the probe. */
export const afterSending = (breaker: Breaker): Breaker =>
  breaker.state === 'open' ? { state: 'probing', openings: breaker.openings } : breaker
