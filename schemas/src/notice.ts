import { z } from 'zod'

/**
 * What an agency receives: a CloudEvent in structured mode (https://cloudevents.io). `data` is the payload of
 * that agency and kind, whose own schema stands at `dataschema`.
 */
export const Notice = z.strictObject({
  specversion: z.literal('1.0'),
  /** The delivery's id: the same over retries and replays. */
  id: z.uuid(),
  source: z.literal('urn:unefois'),
  type: z.string().regex(/^unefois\.[a-z][a-z-]*(?:\.corrected|\.withdrawn)?\.v[1-9][0-9]*$/),
  time: z.iso.datetime(),
  /** The agency's own, opaque reference of the person. */
  subject: z.string().min(1).max(200),
  /** Per person and agency, strictly increasing; at least six digits, so that it sorts as text. */
  sequence: z.string().regex(/^[0-9]{6,19}$/),
  dataschema: z.url(),
  data: z.record(z.string(), z.unknown()),
  /** With a correction or withdrawal: the delivery that it follows. */
  replaces: z.uuid().optional(),
})
