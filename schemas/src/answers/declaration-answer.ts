import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { z } from 'zod'
import { DeliveryStanding } from './delivery-standing.ts'
import { ToldPlanLine, UntoldPlanLine } from './plan-line.ts'

const FollowedLine = ToldPlanLine.extend({
  delivery: DeliveryStanding,
  /** The notice that takes it back, which the agency must confirm. */
  withdrawal: z.object({ delivery: DeliveryStanding }).optional(),
})

/** A declaration, as answered to whoever may follow it. */
export const DeclarationAnswer = z.object({
  id: z.uuid(),
  /** For people, e.g. `UF-7K3M-9QX2`. */
  reference: z.string(),
  kind: z.enum(kinds),
  state: z.enum(['held', 'in-progress', 'completed', 'needs-attention', 'withdrawn']),
  submittedAt: z.iso.datetime(),
  effectiveOn: z.iso.date(),
  channel: z.enum(['web', 'phone', 'counter', 'registry', 'api']),
  /** The declaration that this one corrects. */
  replaces: z.uuid().nullable(),
  /** The declaration that said the same already: same persons, address and day, whatever the channel. */
  duplicateOf: z.uuid().optional(),
  plan: z.array(z.discriminatedUnion('told', [FollowedLine, UntoldPlanLine])),
})
