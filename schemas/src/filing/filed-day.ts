import { readDay } from '@unefois/quebec/calendar-day.ts'
import { z } from 'zod'

/** A calendar day that exists, `YYYY-MM-DD`. */
export const FiledDay = z
  .string()
  .refine((text) => readDay(text) !== null, { error: 'date-invalid' })
  .meta({ format: 'date', examples: ['2026-12-01'] })
