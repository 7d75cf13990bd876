import type { Checked } from '@unefois/quebec/checked.ts'
import type { z } from 'zod'
import type { FlawCode } from '../flaw-catalogue.ts'
import { text } from './text.ts'

/**
 * A text that a rule of Québec must accept. The value stays as typed: the rule's own, normalised value and its
 * doubts are read afterwards, when everything about the person is known.
 */
export const checkedText = (
  check: (typed: string) => Checked<unknown, string, FlawCode>,
  within: z.ZodString = text(60),
): z.ZodString =>
  within.superRefine((typed, context) => {
    const answer = check(typed)
    if (!answer.ok) context.addIssue({ code: 'custom', message: answer.code })
  })
