import { type Flaw, Refusal } from '@unefois/domain/refusal.ts'
import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'

export type FlawsOf = (issues: readonly z.core.$ZodIssue[]) => readonly Flaw[]

/**
 * Validates what routes declare with zod. An id of the wrong shape in the path is the id of nothing (404);
 * everything else is refused with its flaws (422).
 */
export const validateWithZod =
  (flawsOf: FlawsOf): FastifySchemaCompiler<z.ZodType> =>
  ({ schema, httpPart }) =>
  (value: unknown) => {
    const parsed = schema.safeParse(value)
    if (parsed.success) return { value: parsed.data }
    const error =
      httpPart === 'params'
        ? new Refusal('not-found')
        : new Refusal('invalid', { flaws: flawsOf(parsed.error.issues) })
    return { error }
  }
