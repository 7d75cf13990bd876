import { z } from 'zod'

/** An address as agencies receive it: the declarant's own lines, a normalised postal code, ISO 3166 country. */
export const Address = z.strictObject({
  lines: z.array(z.string().min(1).max(500)).min(1).max(10),
  postalCode: z.string().regex(/^[A-Z][0-9][A-Z] [0-9][A-Z][0-9]$/),
  country: z.literal('CA'),
})
