/**
 * How hard an endpoint may be pressed, pure: state in, state out. A sign of load (429, 502, 504) halves the requests
 * under way at once, as TCP does, and a `Retry-After` holds everything back until then; each success beyond as many as
 * may be under way wins one of them back.
 */
export type Throttle = {
  /** Requests under way at once. */
  readonly slots: number
  /** Successes since the last slot was won back. */
  readonly successes: number
  /** Nothing leaves before. */
  readonly notBefore: Date | null
}

/** An endpoint's own wish to be left alone is granted for so long at most; the schedule of each delivery goes on. */
const longestPauseMs = 5 * 60_000

export const openThrottle = (slots: number): Throttle => ({ slots, successes: 0, notBefore: null })

export const afterThrottled = (throttle: Throttle, now: Date, retryAfterSeconds: number | null): Throttle => {
  const waitMs = Math.min((retryAfterSeconds ?? 0) * 1000, longestPauseMs)
  const asked = new Date(now.getTime() + waitMs)
  const { notBefore } = throttle
  return {
    slots: Math.max(1, Math.floor(throttle.slots / 2)),
    successes: 0,
    notBefore: waitMs === 0 || (notBefore !== null && notBefore > asked) ? notBefore : asked,
  }
}

export const afterTaken = (throttle: Throttle, most: number): Throttle => {
  if (throttle.slots >= most) return throttle
  const successes = throttle.successes + 1
  return successes < throttle.slots
    ? { ...throttle, successes }
    : { ...throttle, slots: throttle.slots + 1, successes: 0 }
}

export const heldBack = ({ notBefore }: Throttle, now: Date): boolean => notBefore !== null && now < notBefore
