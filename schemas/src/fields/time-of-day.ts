import { z } from 'zod'

/** Local, `HH:MM`. */
export const TimeOfDay = z.string().regex(/^[0-2][0-9]:[0-5][0-9]$/)
