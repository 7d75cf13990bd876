import { attributes } from '@unefois/domain/attribute.ts'
import { z } from 'zod'
import { Explained } from './explained.ts'

/** What every line of a plan says, previewed or filed: one line per person × agency. */
const line = {
  /** Position in the declaration. */
  person: z.int().min(0),
  agency: z.string(),
  reason: Explained,
  /** The programmes that the line serves, or would serve. */
  services: z.array(z.string()),
}

export const UntoldPlanLine = z.object({ ...line, told: z.literal(false) })

export const ToldPlanLine = z.object({
  ...line,
  told: z.literal(true),
  /** The top-level keys of what the agency receives. */
  attributes: z.array(z.enum(attributes)),
})
