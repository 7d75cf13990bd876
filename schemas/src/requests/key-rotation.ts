import { z } from 'zod'

/** How long the former keys go on signing beside the new ones. */
export const KeyRotation = z.strictObject({
  /** 24 when absent; 0: the former keys end at once. */
  overlapHours: z.number().min(0).max(168).optional(),
})
