import { z } from 'zod'

/** Deliveries in one reminder at most. */
export const remindedAtOnce = 100

/**
 * What reminds an agency of deliveries that it received and has not acknowledged in time: a CloudEvent in structured
 * mode, with an id of its own, about nobody. Nothing needs to be answered but the deliveries themselves.
 */
export const Reminder = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.literal('urn:unefois'),
  type: z.literal('unefois.reminder.v1'),
  time: z.iso.datetime(),
  dataschema: z.url(),
  data: z.strictObject({ deliveries: z.array(z.uuid()).min(1).max(remindedAtOnce) }),
})
