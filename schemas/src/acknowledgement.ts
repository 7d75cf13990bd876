import { type Acknowledgement, outcomes } from '@unefois/domain/acknowledgement.ts'
import { z } from 'zod'
import { FiledInstant } from './filing/filed-instant.ts'
import { text, textInLines } from './filing/text.ts'
import { type Parsed, parsed } from './parsed.ts'

/**
 * An agency's business answer, alone or as the body of its 2xx. Other keys are let pass and dropped, and null
 * counts as absent: agencies answer with what their own systems write, and a lost outcome helps nobody.
 */
export const AcknowledgementBody = z
  .object({
    outcome: z.enum(outcomes),
    reason: textInLines(500).nullish(),
    reference: text(100).nullish(),
    until: FiledInstant.nullish(),
  })
  .refine(({ outcome, reason }) => outcome !== 'rejected' || typeof reason === 'string', {
    path: ['reason'],
    error: 'reason-required',
  })
  .refine(({ outcome, until }) => outcome !== 'deferred' || typeof until === 'string', {
    path: ['until'],
    error: 'until-required',
  })

/** The domain's acknowledgement, or what is wrong with it. `until` becomes UTC, and is kept with `deferred` only. */
export const parseAcknowledgement = (value: unknown): Parsed<Acknowledgement> => {
  const body = parsed(AcknowledgementBody, value)
  if (!body.ok) return body
  const { outcome, reason, reference, until } = body.value
  return {
    ok: true,
    value: {
      outcome,
      ...(typeof reason === 'string' && { reason }),
      ...(typeof reference === 'string' && { reference }),
      ...(typeof until === 'string' && outcome === 'deferred' && { until: new Date(until).toISOString() }),
    },
  }
}
