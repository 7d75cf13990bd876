import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

/** What an operator or a clerk made of a case. */
export const ResolveCase = z.strictObject({
  /**
   * `same-person` or `another-person` of conflicting identifiers; `confirmed` of a withdrawal that was confirmed
   * outside; `upheld` or `dismissed` of a contested move. Absent: closed as it stands.
   */
  decision: z.enum(['same-person', 'another-person', 'confirmed', 'upheld', 'dismissed']).optional(),
  reason: textInLines(500),
})
