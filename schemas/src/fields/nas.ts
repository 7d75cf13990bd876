import { z } from 'zod'

/** Social insurance number, nine digits. */
export const Nas = z.string().regex(/^[0-9]{9}$/)
