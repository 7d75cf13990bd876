import { z } from 'zod'

/** Driver's licence number, one letter and twelve digits. */
export const Permis = z.string().regex(/^[A-Z][0-9]{12}$/)
