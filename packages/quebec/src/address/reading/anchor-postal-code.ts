import type { AddressReason } from '../address-reasons.ts'

/** `code` is '' where none stands; `rest` is the text with a comma in its place, `inside` when words other than province and country follow. */
export type AnchoredPostalCode = {
  readonly code: string
  readonly reason: AddressReason | undefined
  readonly rest: string
  readonly inside?: boolean
}

const shape = /(?<![\p{L}\p{N}])([A-Z]\d[A-Z])[ -]{0,3}(\d[A-Z]\d)(?![\p{L}\p{N}])/giu
/** D F I O Q U never appear; W and Z never come first. */
const possible = /^[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d$/
/** Letters for digits and the like (`G1R 2BO`), the second half missing, a character too few or too many. */
const misshapen =
  /(?<![\p{L}\p{N}-])(?:(?=[A-Z0-9]{0,5}\d)[A-Z][0-9OIL][A-Z0-9][ -]{0,2}[0-9OIL][A-Z0-9][0-9OIL]|[GHJ]\d[A-Z](?:[ -]?\d[A-Z]?)?|[GHJ]\d[A-Z][ -]?\d[A-Z]\d[A-Z0-9])(?=[\s,]{0,9}(?:canada)?[\s,]{0,9}$)/iu

/** Takes the Canadian postal code out of a text with plain punctuation, wherever it stands. */
export const anchorPostalCode = (text: string): AnchoredPostalCode => {
  const found: string[] = []
  let at = 0
  let shorter = 0
  const rest = text.replace(shape, (all: string, area: string, unit: string, from: number) => {
    found.push(`${area} ${unit}`.toUpperCase())
    at = from - shorter
    shorter += all.length - 1
    return ','
  })
  const [first, ...others] = found.filter((code) => possible.test(code))
  if (first === undefined) return withoutCode(found.length > 0, rest)
  if (first === 'H0H 0H0') return { code: '', reason: 'postal-code-not-real', rest }
  const ambiguous = others.some((code) => code !== first)
  const inside = /\p{L}/u.test(rest.slice(at).replace(/canada|qu[ée]bec|\bqc\b/gi, ''))
  return { code: first, inside, reason: ambiguous ? 'postal-code-ambiguous' : undefined, rest }
}

const withoutCode = (impossible: boolean, text: string): AnchoredPostalCode => {
  if (impossible) return { code: '', reason: 'postal-code-impossible', rest: text }
  const rest = text.replace(misshapen, ',')
  const reason = rest === text ? 'postal-code-missing' : 'postal-code-impossible'
  return { code: '', reason, rest }
}
