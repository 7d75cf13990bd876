import { type ActState, actStates } from '@unefois/domain/act.ts'
import { z } from 'zod'
import { FiledDay } from './filed-day.ts'
import { text } from './text.ts'

/** `Déclaration seule`, `constat_seul` and `enquête` are what clerks write. */
const stateOf = (typed: string): ActState | undefined => {
  const folded = typed
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_\u2010-\u2015-]+/gu, '-')
  return actStates.find((state) => state === folded)
}

const FiledActState = text(40)
  .transform((typed, context) => {
    const state = stateOf(typed)
    if (state !== undefined) return state
    context.addIssue({ code: 'custom', message: 'act-state-unknown' })
    return z.NEVER
  })
  .meta({ examples: [...actStates] })

/** The registrar's number follows no published pattern: letters, digits, spaces, hyphens. */
const ActNumber = text(40).refine((typed) => /^[\p{L}\p{N}][\p{L}\p{N} -]*$/u.test(typed), {
  error: 'act-number-format',
})

/** Where the act stands, and once it is `inscrit`, under which number. */
export const FiledAct = z
  .strictObject({ state: FiledActState, number: ActNumber.optional(), registeredOn: FiledDay.optional() })
  .refine(({ state, number }) => state !== 'inscrit' || number !== undefined, {
    path: ['number'],
    error: 'act-number-required',
  })
