import { z } from 'zod'
import { DeliverySummary } from './delivery-summary.ts'

/** What a replay would send again. */
export const ReplayPreview = z.object({
  total: z.int().min(0),
  byAgency: z.record(z.string(), z.int()),
  /** By why each is parked; `none` where there is no reason. */
  byReason: z.record(z.string(), z.int()),
  /** The newest twenty. */
  sample: z.array(DeliverySummary),
})

/** A replay of many deliveries and how far it has come. */
export const ReplayAnswer = z.object({
  id: z.uuid(),
  state: z.enum(['awaiting-approval', 'running', 'paused', 'completed', 'cancelled']),
  /** Fixed when it was asked for. */
  total: z.int().min(0),
  /** Sent again at least once, or waiting in its person's order for something that is none of the replay's. */
  done: z.int().min(0),
  /** Not sent again: answered, withdrawn, set aside or otherwise decided meanwhile. */
  failed: z.int().min(0),
  filter: z.record(z.string(), z.string()),
  reason: z.string(),
  ratePerSecond: z.int().nullable(),
  requestedBy: z.string(),
  requestedAt: z.iso.datetime(),
  approvedBy: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
})

export const ReplayList = z.object({ items: z.array(ReplayAnswer), next: z.string().nullable() })
