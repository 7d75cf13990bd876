import { outcomes } from '@unefois/domain/acknowledgement.ts'
import { deliveryStates, heldReasons } from '@unefois/domain/delivery.ts'
import { z } from 'zod'

/** Where a delivery stands, as the declarant sees it. */
export const DeliveryStanding = z.object({
  id: z.uuid(),
  state: z.enum(deliveryStates),
  sentAt: z.iso.datetime().nullable(),
  acknowledgedAt: z.iso.datetime().nullable(),
  heldFor: z.enum(heldReasons).nullable(),
  outcome: z
    .object({ code: z.enum(outcomes), reference: z.string().optional(), reason: z.string().optional() })
    .nullable(),
})
