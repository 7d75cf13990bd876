import { z } from 'zod'

const longestWaitMs = 86_400_000
const milliseconds = z.int().min(0).max(longestWaitMs)
const reason = z.string().trim().min(1).max(500)
/** Goes out as a header as it stands: seconds, or an HTTP date. */
const retryAfter = z.union([z.int().min(0), z.string().regex(/^[\x20-\x7e]{1,100}$/)])

/** How a simulator treats what it receives; the modes are explained in the README. */
export const behaviourSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('accept') }),
  z.strictObject({ mode: z.literal('reject'), reason }),
  z.strictObject({ mode: z.literal('not-a-client') }),
  z.strictObject({ mode: z.literal('defer'), until: z.iso.datetime({ offset: true }) }),
  z.strictObject({ mode: z.literal('needs-review') }),
  z.strictObject({ mode: z.literal('acknowledge-later'), afterMs: milliseconds }),
  z.strictObject({ mode: z.literal('never-acknowledge') }),
  z.strictObject({ mode: z.literal('slow'), ms: milliseconds }),
  z.strictObject({
    mode: z.literal('status'),
    code: z.int().min(200).max(599),
    retryAfter: retryAfter.optional(),
  }),
  z.strictObject({
    mode: z.literal('flaky'),
    rate: z.number().min(0).max(1),
    seed: z.union([z.int(), z.string().max(100)]).default(1),
  }),
  z.strictObject({ mode: z.literal('garbage') }),
  z.strictObject({ mode: z.literal('huge') }),
  z.strictObject({ mode: z.literal('hang') }),
  z.strictObject({ mode: z.literal('redirect') }),
  z.strictObject({ mode: z.literal('down') }),
])

export type Behaviour = z.output<typeof behaviourSchema>
