import type { Flaw } from '@unefois/domain/refusal.ts'
import type { z } from 'zod'
import { type FlawCode, isFlawCode } from './flaw-catalogue.ts'
import { pointer } from './pointer.ts'

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly flaws: readonly Flaw[] }

/** Nobody reads more, and a hostile body could name a hundred thousand. */
const maximumFlaws = 50

const expectations: Readonly<Record<string, FlawCode>> = {
  string: 'expected-text',
  number: 'expected-number',
  int: 'expected-number',
  boolean: 'expected-yes-no',
  array: 'expected-list',
  object: 'expected-object',
  record: 'expected-object',
}

const sizes: Readonly<Record<string, { readonly big: FlawCode; readonly small: FlawCode }>> = {
  string: { big: 'too-long', small: 'too-short' },
  array: { big: 'too-many', small: 'too-few' },
  record: { big: 'too-many', small: 'too-few' },
}

/** The code of an issue for which the schema names none of its own. */
const codeOf = (issue: z.core.$ZodRawIssue): FlawCode => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'required' : (expectations[issue.expected] ?? 'invalid')
    case 'invalid_value':
      return issue.input === undefined ? 'required' : 'not-a-choice'
    case 'too_big':
      return sizes[issue.origin]?.big ?? 'out-of-range'
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'empty'
      return sizes[issue.origin]?.small ?? 'out-of-range'
    case 'unrecognized_keys':
      return 'unknown-field'
    default:
      return 'invalid'
  }
}

const flawsOfIssue = (issue: z.core.$ZodIssue): readonly Flaw[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointer(...issue.path, key), code: 'unknown-field' }))
  }
  const said = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message
  const code = said !== undefined && isFlawCode(said) ? said : 'invalid'
  return [{ pointer: pointer(...issue.path), code }]
}

/** At most one flaw a place: the first is the one to mend. */
const onePerPlace = (flaws: readonly Flaw[]): readonly Flaw[] => {
  const places = new Map<string, Flaw>()
  for (const flaw of flaws) if (!places.has(flaw.pointer)) places.set(flaw.pointer, flaw)
  return [...places.values()]
}

/**
 * Parses once, at the edge. Schemas name their own rules by giving a code of the catalogue as `error`; for all
 * others the code follows from the kind of issue.
 */
export const parsed = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Parsed<z.output<Schema>> => {
  const result = schema.safeParse(value, { error: codeOf })
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, flaws: onePerPlace(result.error.issues.flatMap(flawsOfIssue)).slice(0, maximumFlaws) }
}
