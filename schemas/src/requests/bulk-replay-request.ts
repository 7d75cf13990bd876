import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import { z } from 'zod'
import { textInLines } from '../filing/text.ts'

const anInstant = z.iso.datetime({ offset: true, error: 'instant-invalid' })

/** Which deliveries, by the names of the list's query; all must hold. Without a state: `parked`. */
export const ReplayFilter = z
  .strictObject({
    agency: z.string().max(40).optional(),
    state: z.enum(deliveryStates).optional(),
    reason: z.string().max(100).optional(),
    kind: z.enum(kinds).optional(),
    since: anInstant.optional(),
    until: anInstant.optional(),
    reference: z.string().max(40).optional(),
    declaration: z.uuid().optional(),
    /** What the agency calls the person (`subject`); it means nothing without the agency. */
    person: z.string().max(100).optional(),
  })
  .refine(({ person, agency }) => person === undefined || agency !== undefined, {
    path: ['agency'],
    error: 'required',
  })

/** An operator's decision to send many again. The reason may be missing from a dry run only, which changes nothing. */
export const BulkReplayRequest = z
  .strictObject({
    filter: ReplayFilter,
    reason: textInLines(500).optional(),
    dryRun: z.boolean().optional(),
    /** Of all agencies together; as fast as they take them unless given. */
    ratePerSecond: z.int().min(1).max(100_000).optional(),
    /** Also final ones, which keep their outcome. */
    force: z.boolean().optional(),
  })
  .refine(({ reason, dryRun }) => reason !== undefined || dryRun === true, {
    path: ['reason'],
    error: 'required',
  })
