import { z } from 'zod'
import { FiledInstant } from './filed-instant.ts'
import { text } from './text.ts'

/** What an adult agreed to, how that is known (`sms`, `counter`, …) and since when. */
export const FiledConsent = z.strictObject({
  given: z.boolean(),
  method: text(50),
  at: FiledInstant,
})
