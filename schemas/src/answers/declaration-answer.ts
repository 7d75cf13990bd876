import { z } from 'zod'
import { DeliveryStanding } from './delivery-standing.ts'
import { ToldPlanLine, UntoldPlanLine } from './plan-line.ts'

/** A declaration, as answered to whoever may follow it. */
export const DeclarationAnswer = z.object({
  id: z.uuid(),
  /** For people, e.g. `UF-7K3M-9QX2`. */
  reference: z.string(),
  kind: z.enum(['address-change']),
  state: z.enum(['held', 'in-progress', 'completed', 'needs-attention', 'withdrawn']),
  submittedAt: z.iso.datetime(),
  effectiveOn: z.iso.date(),
  channel: z.enum(['web', 'phone', 'counter', 'registry', 'api']),
  /** The declaration that this one corrects. */
  replaces: z.uuid().nullable(),
  plan: z.array(
    z.discriminatedUnion('told', [ToldPlanLine.extend({ delivery: DeliveryStanding }), UntoldPlanLine]),
  ),
})
