import { genericAfter, genericBefore } from '../tables/generics.ts'
import type { Token } from '../token.ts'
import { ordinalAt } from './ordinal-at.ts'

/** Whether a street's name begins at a word: a generic with a name behind it, or an ordinal before one. */
export const beginsStreet = (words: readonly Token[], at: number): boolean => {
  const key = words[at]?.key ?? ''
  if (genericBefore.has(key)) return at + 1 < words.length
  const ordinal = ordinalAt(words, at)
  if (ordinal === undefined) return false
  const after = words[at + ordinal.words]?.key ?? ''
  return genericBefore.has(after) || genericAfter.has(after)
}
