import { z } from 'zod'

/** Where somebody was born or died, in the declarant's own words. */
export const Place = z.string().min(1).max(200)
