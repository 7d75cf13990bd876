import { bad, type Checked, good } from './checked.ts'

export type PostalCodeFlaw = 'postal-code-format' | 'postal-code-not-real'

/** D F I O Q U never appear; W and Z never come first. */
const canadian =
  /^([ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z])[\s\u2010-\u2015-]*([0-9][ABCEGHJ-NPRSTV-Z][0-9])$/

/**
 * A Canadian postal code, to `G1L 3K4`. Codes of other provinces are as good as those of Québec: people move
 * away. `H0H 0H0` is Santa Claus's and no address.
 */
export const postalCode = (typed: string): Checked<string, never, PostalCodeFlaw> => {
  const match = canadian.exec(typed.trim().toUpperCase())
  if (match === null) return bad('postal-code-format')
  const value = `${match[1]} ${match[2]}`
  return value === 'H0H 0H0' ? bad('postal-code-not-real') : good(value)
}
