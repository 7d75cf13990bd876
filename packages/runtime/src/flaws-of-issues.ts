import type { Flaw } from '@unefois/domain/refusal.ts'
import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** JSON Pointer, RFC 6901. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const codeOf = (issue: Issue): string => {
  if (/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(issue.message)) return issue.message
  return issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
    ? 'required'
    : 'invalid-value'
}

/**
 * Flaws of a value that a schema refused. A schema names its own rule by giving the flaw's code as the issue's
 * text (`z.string().max(500, 'too-long')`); else the code is `required`, `unknown-field` or `invalid-value`.
 */
export const flawsOfIssues = (issues: readonly Issue[]): readonly Flaw[] =>
  issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), code: 'unknown-field' }))
      : [{ pointer: pointerOf(issue.path), code: codeOf(issue) }],
  )
