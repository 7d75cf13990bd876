import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

/** An operator's decision to send again, recorded with who and why. */
export const ReplayRequest = z.strictObject({
  reason: textInLines(500),
  /** Also when it is final already. */
  force: z.boolean().optional(),
})
