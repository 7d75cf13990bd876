import { z } from 'zod'
import { Explained } from './explained.ts'
import { FlawAnswer } from './flaw-answer.ts'
import { ToldPlanLine, UntoldPlanLine } from './plan-line.ts'

/** What was understood of an address; the record where each field is known. */
const UnderstoodAddress = z.object({
  certain: z.boolean(),
  /** What to ask when it is not certain. */
  reasons: z.array(Explained),
  lines: z.array(z.string()),
  record: z.record(z.string(), z.string()).optional(),
})

/** Who would be told what, and why not; nothing is stored. */
export const PreviewAnswer = z.object({
  plan: z.array(z.discriminatedUnion('told', [ToldPlanLine, UntoldPlanLine])),
  /** `new`, `old`, `mailing` of a move; `parent-0`, `parent-1` of a birth; `domicile`, `declarant` of a death. */
  addresses: z.record(z.string(), UnderstoodAddress),
  warnings: z.array(FlawAnswer),
})
