import { bad, type Checked, good } from './checked.ts'
import { luhn } from './luhn.ts'

export type NasFlaw = 'nas-format' | 'nas-check-digit' | 'nas-unassigned'

/**
 * Numéro d'assurance sociale, to nine digits. Spaces, hyphens and dots between digits are dropped.
 *
 * A first digit of 0 or 8 was never assigned to a person. Demonstrations use 0 for invented people, so that no
 * real number can be hit by chance; everywhere else both are refused. Where somebody lives is never read from
 * the first digit: it only tells where the number was asked for.
 */
export const nas = (
  typed: string,
  { demonstration }: { readonly demonstration: boolean },
): Checked<string, never, NasFlaw> => {
  const digits = typed.replace(/[\s.\u2010-\u2015-]/gu, '')
  if (!/^[0-9]{9}$/.test(digits)) return bad('nas-format')
  if (!luhn(digits)) return bad('nas-check-digit')
  if (digits === '000000000' || digits.startsWith('8')) return bad('nas-unassigned')
  if (digits.startsWith('0') && !demonstration) return bad('nas-unassigned')
  return good(digits)
}
