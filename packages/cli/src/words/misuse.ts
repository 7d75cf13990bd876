import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import type { TextKey, TextValues } from '../say.ts'

/** Called wrongly: exit code 64. */
export const misuse = (key: TextKey, values: TextValues = {}): Failure =>
  new Failure(exitCodes.usage, { key, values })
