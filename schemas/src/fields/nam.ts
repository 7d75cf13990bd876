import { z } from 'zod'

/** Health insurance number, four letters and eight digits. */
export const Nam = z.string().regex(/^[A-Z]{4}[0-9]{8}$/)
