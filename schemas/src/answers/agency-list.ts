import { attributes } from '@unefois/domain/attribute.ts'
import { z } from 'zod'
import { Explained } from './explained.ts'

const Hears = z.discriminatedUnion('told', [
  z.object({
    told: z.literal(true),
    attributes: z.array(z.enum(attributes)),
    /** Everything that a plan's line may give as its reason. */
    reasons: z.array(Explained),
  }),
  z.object({ told: z.literal(false), reason: Explained }),
])

/** Who is told what of each kind, and on what basis. */
export const AgencyList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      basis: z.string(),
      purpose: z.string(),
      attributes: z.array(z.enum(attributes)),
      hears: z.record(z.string(), Hears),
    }),
  ),
  next: z.string().nullable(),
})
