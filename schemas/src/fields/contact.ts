import { z } from 'zod'

/** Where the declarant can be reached. */
export const Contact = z.strictObject({
  email: z.string().min(3).max(254).optional(),
  /** E.164, e.g. `+14185550142`. */
  phone: z.string().min(3).max(20).optional(),
})
