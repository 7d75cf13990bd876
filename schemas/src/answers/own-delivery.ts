import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import { z } from 'zod'
import { Notice } from '../notice.ts'
import { DeliveryStanding } from './delivery-standing.ts'

/** A delivery as its own agency reads it. */
export const OwnDelivery = z.object({
  id: z.uuid(),
  kind: z.enum(kinds),
  /** The agency's own reference of the person, as in the notice. */
  subject: z.string(),
  sequence: z.string(),
  state: z.enum(deliveryStates),
  reason: z.string().nullable(),
  attempts: z.int().min(0),
  releasedAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  acknowledgedAt: z.iso.datetime().nullable(),
  overdue: z.boolean(),
  outcome: DeliveryStanding.shape.outcome,
  nextAttemptAt: z.iso.datetime().nullable(),
})

export const OwnDeliveryList = z.object({ items: z.array(OwnDelivery), next: z.string().nullable() })

/** With what was sent and what came back; `attempts` is the list here, not its length. */
export const OwnDeliveryDetail = OwnDelivery.extend({
  /** The notice as it went out, or null once the declaration's key was destroyed. */
  sent: Notice.nullable(),
  attempts: z.array(
    z.object({
      number: z.int().min(1),
      startedAt: z.iso.datetime(),
      durationMs: z.number().min(0),
      /** HTTP status, or null when no answer came. */
      status: z.int().nullable(),
      /** Why it was not received, or null when it was. */
      failure: z.string().nullable(),
      /** What came back, where it was more than an acknowledgement; capped. */
      answer: z.string().nullable(),
    }),
  ),
})
