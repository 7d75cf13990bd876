import type { Random } from './ports/clock.ts'

/** Part of a wait by which it may be shorter or longer, so that what failed together does not return together. */
const jitter = 0.2
/** The longest wait that an agency's `Retry-After` may ask for. */
const longestAskedMs = 24 * 60 * 60 * 1000

/**
 * When to try again after the attempt number `retries` (0 for the first) failed, milliseconds from now; null
 * when the schedule is exhausted. `Retry-After` can lengthen a wait, never shorten it.
 */
export const nextWaitMs = (
  scheduleMs: readonly number[],
  retries: number,
  asked: { readonly retryAfterSeconds: number | null; readonly random: Random },
): number | null => {
  const step = scheduleMs[retries]
  if (step === undefined) return null
  const jittered = step * (1 - jitter + 2 * jitter * asked.random())
  const askedMs = Math.min((asked.retryAfterSeconds ?? 0) * 1000, longestAskedMs)
  return Math.round(Math.max(jittered, askedMs))
}
