import { z } from 'zod'

/** Consent to being told of, and for an adult other than the declarant, how and when it was given. */
export const GivenConsent = z.strictObject({
  given: z.literal(true),
  method: z.string().min(1).max(50).optional(),
  at: z.iso.datetime().optional(),
})
