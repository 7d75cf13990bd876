import { z } from 'zod'
import { DeliveryStanding } from './delivery-standing.ts'
import { DeliverySummary } from './delivery-summary.ts'

/** One delivery with every attempt, as operators read it; `attempts` is the list here, not its length. */
export const DeliveryDetail = DeliverySummary.extend({
  sentAt: z.iso.datetime().nullable(),
  acknowledgedAt: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  outcome: DeliveryStanding.shape.outcome,
  nextAttemptAt: z.iso.datetime().nullable(),
  attempts: z.array(
    z.object({
      number: z.int().min(1),
      startedAt: z.iso.datetime(),
      durationMs: z.number().min(0),
      /** HTTP status, or null when no answer came. */
      status: z.int().nullable(),
      /** Why it was not received, or null when it was. */
      failure: z.string().nullable(),
    }),
  ),
})
