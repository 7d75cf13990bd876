import type { Random } from './ports/clock.ts'

/** Part of a wait by which it may be shorter or longer, so that what failed together does not return together. */
const jitter = 0.2
/** The longest wait that an agency's `Retry-After` may ask for. */
const longestAskedMs = 24 * 60 * 60 * 1000

/** A sign of load (429, 502, 504) makes short waits this much longer, but none longer than half a minute. */
const easing = 5
const easedMs = 30 * 1000

/** What the failed attempt has to say about the next. */
export type Asked = {
  /** From `Retry-After`; null when it said nothing. */
  readonly retryAfterSeconds: number | null
  /** The answer was a sign of load. */
  readonly throttled: boolean
  readonly random: Random
}

/**
 * When to try again after the attempt number `retries` (0 for the first) failed, milliseconds from now; null
 * when the schedule is exhausted. `Retry-After` and signs of load can lengthen a wait, never shorten it; the first is
 * honoured up to a day.
 */
export const nextWaitMs = (scheduleMs: readonly number[], retries: number, asked: Asked): number | null => {
  const step = scheduleMs[retries]
  if (step === undefined) return null
  const chance = asked.random()
  const jittered = step * (1 - jitter + 2 * jitter * chance)
  const askedMs = Math.min((asked.retryAfterSeconds ?? 0) * 1000, longestAskedMs)
  // Jitter on top, so that what was throttled together does not return together.
  const floorMs = asked.throttled ? Math.max(step, Math.min(step * easing, easedMs)) : 0
  return Math.round(Math.max(jittered, askedMs, floorMs * (1 + jitter * chance)))
}
