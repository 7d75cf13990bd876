import { z } from 'zod'

/**
 * An address as agencies receive it, in the declarant's own lines. In Canada the postal code is `G1L 3K4`. The
 * schema already leaves room for addresses abroad: widening it later would break those who check it.
 */
export const Address = z.strictObject({
  lines: z.array(z.string().min(1).max(500)).min(1).max(10),
  postalCode: z.string().min(1).max(16),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
})
