import { z } from 'zod'

const count = z.int().min(0)

/** How one agency is doing, as operators see it. */
export const AgencyOverview = z.object({
  agency: z.string(),
  name: z.object({ fr: z.string(), en: z.string() }),
  standing: z.enum(['agency', 'partner']),
  state: z.enum(['running', 'paused']),
  pause: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
  /** Due, now or at the next attempt's instant. */
  backlog: count,
  held: count,
  /** How long ago the oldest of the backlog fell due. */
  oldestSeconds: z.number().min(0).nullable(),
  parked: count,
  deferred: count,
  needsReview: count,
  /** Received, and not acknowledged in time. */
  overdue: count,
  breaker: z.enum(['closed', 'open', 'probing']),
  lastSuccessAt: z.iso.datetime().nullable(),
  lastFailureAt: z.iso.datetime().nullable(),
  /** Failed attempts of the last hour by reason. */
  failures: z.record(z.string(), count),
  /** Received in the last minute, a second. */
  ratePerSecond: z.number().min(0),
})

export const AgencyOverviewList = z.object({ items: z.array(AgencyOverview), next: z.null() })
