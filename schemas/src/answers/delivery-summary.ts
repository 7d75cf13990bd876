import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import { z } from 'zod'

/** A told delivery, as operators list it. */
export const DeliverySummary = z.object({
  id: z.uuid(),
  declaration: z.uuid(),
  reference: z.string(),
  agency: z.string(),
  kind: z.enum(kinds),
  state: z.enum(deliveryStates),
  /** Why it is held, parked, rejected, …; null otherwise. */
  reason: z.string().nullable(),
  /** As in the notice; null until it is released. */
  sequence: z.string().nullable(),
  attempts: z.int().min(0),
})
