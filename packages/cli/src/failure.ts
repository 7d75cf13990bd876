import type { Problem } from '@unefois/schemas/answers/problem.ts'
import type { z } from 'zod'
import type { ExitCode } from './exit-codes.ts'
import type { TextKey, TextValues } from './say.ts'

export type FailureText = { readonly key: TextKey; readonly values?: TextValues }

/** Why a command could not do what it was asked: told in one sentence, or by the problem that the service answered. */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly exit: ExitCode
  readonly text: FailureText
  readonly problem: z.output<typeof Problem> | null

  constructor(exit: ExitCode, text: FailureText, problem: z.output<typeof Problem> | null = null) {
    super(text.key)
    this.exit = exit
    this.text = text
    this.problem = problem
  }
}
