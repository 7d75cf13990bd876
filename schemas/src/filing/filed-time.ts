import { z } from 'zod'

/** A local time of day, `HH:MM`. */
export const FiledTime = z
  .string()
  .refine((text) => /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(text), { error: 'time-invalid' })
  .meta({ examples: ['04:12'] })
