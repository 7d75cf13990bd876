import type { Address } from '@unefois/domain/address.ts'
import { bad, type Checked, doubtful } from './checked.ts'
import { type PostalCodeFlaw, postalCode } from './postal-code.ts'

export type TypedAddressFlaw =
  | 'address-empty'
  | 'address-too-many-lines'
  | 'postal-code-missing'
  | 'postal-code-ambiguous'
  | Exclude<PostalCodeFlaw, 'postal-code-format'>
  | 'postal-code-impossible'
export type TypedAddressWarning = 'postal-code-federal-offices'

/**
 * Letter, digit, letter, digit, letter, digit, on one line, standing alone; whether it can exist is asked later.
 * The gaps are bounded: without bounds, 60,000 spaces after `A1A` took six seconds.
 */
const candidates =
  /(?<![\p{L}\p{N}])[A-Z][0-9][A-Z][^\S\r\n]{0,3}[\u2010-\u2015-]?[^\S\r\n]{0,3}[0-9][A-Z][0-9](?![\p{L}\p{N}])/giu

const maximumLines = 10

/**
 * An address as typed, line by line, with its postal code found and normalised. Nothing else is understood yet:
 * the lines go to the agencies in the declarant's own words.
 */
export const typedAddress = (text: string): Checked<Address, TypedAddressWarning, TypedAddressFlaw> => {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return bad('address-empty')
  if (lines.length > maximumLines) return bad('address-too-many-lines')
  const code = postalCodeIn(lines)
  if (!code.ok) return code
  const federal = code.value.startsWith('K1A') && /\bgatineau\b/iu.test(text)
  return doubtful(
    { lines, postalCode: code.value, country: 'CA' },
    federal ? ['postal-code-federal-offices'] : [],
  )
}

const postalCodeIn = (lines: readonly string[]): Checked<string, never, TypedAddressFlaw> => {
  const found = lines.flatMap((line) => line.match(candidates) ?? []).map(postalCode)
  if (found.length === 0) return bad('postal-code-missing')
  const real = found.filter((each) => each.ok)
  const [first] = real
  if (first === undefined) {
    return found.some((each) => !each.ok && each.code === 'postal-code-not-real')
      ? bad('postal-code-not-real')
      : bad('postal-code-impossible')
  }
  return real.every(({ value }) => value === first.value) ? first : bad('postal-code-ambiguous')
}
