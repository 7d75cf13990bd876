/** A token bucket, pure: so many a second, with a quarter of a second's worth saved up at most. */
export type RateLimit = { readonly tokens: number; readonly at: number }

/** What an unused moment saves up, seconds' worth: the interval at which work is looked for at the latest. */
const savedSeconds = 0.25

export const fullRate = (perSecond: number, nowMs: number): RateLimit => ({
  tokens: Math.max(1, perSecond * savedSeconds),
  at: nowMs,
})

/** The same bucket at a later instant, milliseconds of a monotonic clock. */
export const refilled = ({ tokens, at }: RateLimit, perSecond: number, nowMs: number): RateLimit => ({
  tokens: Math.min(
    Math.max(1, perSecond * savedSeconds),
    tokens + (Math.max(0, nowMs - at) / 1000) * perSecond,
  ),
  at: nowMs,
})

/** How many may go now. */
export const allowed = ({ tokens }: RateLimit): number => Math.floor(tokens + 1e-9)

export const spent = (limit: RateLimit, count: number): RateLimit => ({
  ...limit,
  tokens: limit.tokens - count,
})
