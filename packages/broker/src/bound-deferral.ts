import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'

/** An agency that always defers to an instant that has passed would be sent to without end. */
const soonestMs = 10_000
/** Longer than any delay in law that we know; a slip of the pen (2206) must not bury a delivery. */
const latestMs = 366 * 24 * 3_600_000

/** A `deferred` whose `until` lies from ten seconds to a year ahead; what lies outside is moved to the nearer bound. */
export const boundDeferral = (given: Acknowledgement, now: Date): Acknowledgement => {
  if (given.until === undefined) return given
  const until = Date.parse(given.until)
  // One that lies ahead stands, however near.
  if (until > now.getTime() && until <= now.getTime() + latestMs) return given
  const bound = until <= now.getTime() ? soonestMs : latestMs
  return { ...given, until: new Date(now.getTime() + bound).toISOString() }
}
