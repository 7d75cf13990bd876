import { z } from 'zod'
import { Explained } from './explained.ts'
import { FlawAnswer } from './flaw-answer.ts'
import { ToldPlanLine, UntoldPlanLine } from './plan-line.ts'

/** What was understood of an address. The record comes with the address normaliser. */
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
  addresses: z.object({
    new: UnderstoodAddress.optional(),
    old: UnderstoodAddress.optional(),
    mailing: UnderstoodAddress.optional(),
  }),
  warnings: z.array(FlawAnswer),
})
