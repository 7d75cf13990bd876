import { z } from 'zod'

/** One row of the audit log: what happened, and who did it. */
export const ActivityItem = z.object({
  position: z.int().min(1),
  at: z.iso.datetime(),
  code: z.string(),
  /** An account, `agency:<id>`, or a part of the broker. */
  actor: z.string(),
  declaration: z.uuid().nullable(),
  delivery: z.uuid().nullable(),
  agency: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()).nullable(),
})

/** `next` goes into `after`; it is there also when nothing has happened. */
export const Activity = z.object({ items: z.array(ActivityItem), next: z.string() })
