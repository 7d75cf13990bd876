import { z } from 'zod'
import { text } from './text.ts'

/** Whom the declarant asks to be told besides those who are told anyway, by id. */
export const FiledSharing = z.strictObject({
  requested: z.boolean(),
  recipients: z.array(text(40)).max(50),
})
