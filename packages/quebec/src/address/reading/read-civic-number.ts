import type { AddressReason } from '../address-reasons.ts'
import { directionByWord } from '../tables/directions.ts'
import { genericAfter, genericBefore } from '../tables/generics.ts'
import type { Token } from '../token.ts'
import { beginsStreet } from './begins-street.ts'
import { classifyPair } from './classify-pair.ts'
import { ordinalAt } from './ordinal-at.ts'

export type CivicNumber = {
  readonly number: string
  readonly suffix: string
  /** Before the number and a hyphen. */
  readonly unit: string
  readonly words: number
  readonly reason?: AddressReason
}

const decimal = /\d[.]\d/
const plain = /^[1-9]\d{0,5}$/
const lettered = /^([1-9]\d{0,5})([A-Z])$/
const pair = /^(\d{1,6}[A-Z]?|[A-Z]{1,2}\d{0,4}) (\d{1,6})([A-Z]?)$/
const letterAfter = /^([1-9]\d{0,5}) ([A-Z])$/
const fractionAfter = /^([1-9]\d{0,5}) (1\/2|1\/4|3\/4)$/
const fractions: Readonly<Record<string, string>> = {
  '½': '½',
  '¼': '¼',
  '¾': '¾',
  '1/2': '½',
  '1/4': '¼',
  '3/4': '¾',
}
const and: ReadonlySet<string> = new Set(['A', 'ET', 'TO', '&', 'AU', 'AND'])

/** The number at the start of a part; nothing if the part does not begin with one. */
export const readCivicNumber = (words: readonly Token[]): CivicNumber | undefined => {
  const key = words[0]?.key ?? ''
  if (streetIsNumbered(words)) return undefined
  if (plain.test(key) && !decimal.test(words[0]?.text ?? '')) return afterPlain(key, words)
  const letter = lettered.exec(key) ?? letterAfter.exec(key)
  if (letter !== null) return { number: letter[1] ?? '', suffix: letter[2] ?? '', unit: '', words: 1 }
  const fraction = fractionAfter.exec(key)
  if (fraction !== null)
    return { number: fraction[1] ?? '', suffix: fractions[fraction[2] ?? ''] ?? '', unit: '', words: 1 }
  const slash = /^(\d{1,6})\/(\d{1,6})$/.exec(key)
  if (slash !== null) {
    const range = classifyPair(slash[1] ?? '', slash[2] ?? '')
    const unclear = range.kind === 'range' ? {} : ({ reason: 'civic-number-unclear' } as const)
    return { number: `${slash[1]}-${slash[2]}`, suffix: '', unit: '', words: 1, ...unclear }
  }
  const both = pair.exec(key)
  if (both !== null) return fromPair(both[1] ?? '', both[2] ?? '', both[3] ?? '')
  if (/^0|^\d{7}/.test(key) || decimal.test(words[0]?.text ?? ''))
    return { number: key, suffix: '', unit: '', words: 1, reason: 'civic-number-unclear' }
  return undefined
}

/** `3e Avenue`, `2 e Rang`: the number is the street's. `3E rue Principale` is number 3E. */
const streetIsNumbered = (words: readonly Token[]): boolean => {
  const ordinal = ordinalAt(words, 0)
  if (ordinal === undefined) return false
  const generic = words[ordinal.words]?.key ?? ''
  if (!genericBefore.has(generic) && !genericAfter.has(generic)) return false
  const named =
    words.length > ordinal.words + 1 &&
    /^\d+E?$/.test(words[0]?.key ?? '') &&
    !isDirection(words.at(-1), words.length - ordinal.words - 1)
  return !named
}

const isDirection = (word: Token | undefined, count: number): boolean =>
  count === 1 && word !== undefined && directionByWord.has(word.key)

const afterPlain = (number: string, words: readonly Token[]): CivicNumber => {
  const next = words[1]?.key ?? ''
  const third = words[2]?.key ?? ''
  const plainNumber = { number, suffix: '', unit: '', words: 1 }
  const fraction = fractions[next]
  if (fraction !== undefined) return { ...plainNumber, suffix: fraction, words: 2 }
  if ((next === 'BIS' || next === 'TER') && words.length >= 2)
    return { ...plainNumber, suffix: next.toLowerCase(), words: 2 }
  if (and.has(next) && plain.test(third)) {
    const range = classifyPair(number, third)
    if (range.kind === 'range') return { number: `${number}-${third}`, suffix: '', unit: '', words: 3 }
    return { number: `${number}-${third}`, suffix: '', unit: '', words: 3, reason: 'civic-number-unclear' }
  }
  if (/^[A-Z]$/.test(next) && (beginsStreet(words, 2) || (words.length === 2 && /^[A-DF-M]$/.test(next)))) {
    const unclear = /^[ENOSW]$/.test(next) ? ({ reason: 'civic-number-unclear' } as const) : {}
    return { ...plainNumber, suffix: next, words: 2, ...unclear }
  }
  return plainNumber
}

const fromPair = (first: string, second: string, letter: string): CivicNumber => {
  if (/^[A-Z]/.test(first)) return { number: second, suffix: letter, unit: first, words: 1 }
  const kind = classifyPair(first, letter === '' ? second : '').kind
  if (letter !== '' && !/[A-Z]$/.test(first) && first.length < second.length)
    return { number: second, suffix: letter, unit: first, words: 1 }
  if (kind === 'range') return { number: `${first}-${second}`, suffix: '', unit: '', words: 1 }
  if (kind === 'unit') return { number: second, suffix: letter, unit: first, words: 1 }
  return {
    number: `${first}-${second}${letter}`,
    suffix: '',
    unit: '',
    words: 1,
    reason: 'civic-number-unclear',
  }
}
