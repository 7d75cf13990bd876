import type { AddressReason } from '../address-reasons.ts'
import { directionByWord } from '../tables/directions.ts'
import { type Generic, genericAfter, genericBefore } from '../tables/generics.ts'
import { keyOf, type Token } from '../token.ts'
import { nameStreet } from './name-street.ts'
import { ordinalAt, ordinalInFrench } from './ordinal-at.ts'
import { joins, readLink } from './read-link.ts'
import { streetFlaw } from './street-flaw.ts'

export type Street = {
  readonly generic: string
  readonly link: string
  readonly specific: string
  readonly direction: string
  /** Words behind a street that is complete without them: `3e Avenue Ouest | Saint-Machin`. */
  readonly rest: readonly Token[]
  readonly reason?: AddressReason | undefined
}

type Words = readonly Token[]
type Direction = { readonly direction: string; readonly words: number }

/** Streets that are called so, without a kind. */
const wholeNames: ReadonlyMap<string, string> = new Map([
  ['GRANDE ALLEE', 'Grande Allée'],
  ['GRAND RANG', 'Grand Rang'],
  ['PETIT RANG', 'Petit Rang'],
  ['GRANDE COTE', 'Grande-Côte'],
  ['GRANDE LIGNE', 'Grande Ligne'],
])

/** The street in the words behind the number. `french`: whether English kinds are given in French (in Québec). */
export const readStreet = (words: Words, french: boolean): Street =>
  wholeName(words) ??
  ordinalStreet(words, french) ??
  numberedStreet(words, french) ??
  englishStreet(words, french) ??
  frenchStreet(words) ??
  bareStreet(words)

const directionAt = (words: Words, at: number): Direction | undefined => {
  const one = words[at]?.key
  if (one === undefined) return undefined
  const two = words[at + 1]?.key
  const both = two === undefined ? undefined : directionByWord.get(`${one} ${two}`)
  if (both !== undefined) return { direction: both, words: 2 }
  const direction = directionByWord.get(one)
  return direction === undefined ? undefined : { direction, words: 1 }
}

/** The direction that the words end with, unless it is part of the name or all there is. */
const directionAtEnd = (words: Words, least: number): Direction => {
  for (const count of [2, 1]) {
    const at = words.length - count
    const found = at < least || joins(words[at - 1]) ? undefined : directionByWord.get(keyOf(words.slice(at)))
    if (found !== undefined) return { direction: found, words: count }
  }
  return { direction: '', words: 0 }
}

const wholeName = (words: Words): Street | undefined => {
  for (const count of [1, 2]) {
    const specific = wholeNames.get(keyOf(words.slice(0, count)))
    if (specific === undefined || count > words.length) continue
    const direction = directionAt(words, count)
    const rest = words.slice(count + (direction?.words ?? 0))
    return { generic: '', link: '', specific, direction: direction?.direction ?? '', rest }
  }
  return undefined
}

const ordinalStreet = (words: Words, french: boolean): Street | undefined => {
  const prefixed = french ? undefined : directionAt(words, 0)
  const from = prefixed?.words ?? 0
  const ordinal = ordinalAt(words, from)
  if (ordinal === undefined) return undefined
  const after = from + ordinal.words
  const key = words[after]?.key ?? ''
  const english = !french || !genericBefore.has(key) ? genericAfter.get(key) : undefined
  const generic = english ?? genericBefore.get(key)
  if (generic === undefined) return undefined
  const direction = directionAt(words, after + 1) ?? prefixed
  const specific =
    french || english === undefined
      ? ordinalInFrench(ordinal.number, generic.feminine)
      : keptOrdinal(words[from])
  return {
    generic: french ? generic.code : generic.name,
    link: '',
    specific,
    direction: direction?.direction ?? '',
    rest: words.slice(after + 1 + (direction === prefixed ? 0 : (direction?.words ?? 0))),
  }
}

const keptOrdinal = (word: Token | undefined): string => (word?.text ?? '').toLowerCase()

/** `route 132`, `rang 4 Nord`, `rang 3e`. */
const numberedStreet = (words: Words, french: boolean): Street | undefined => {
  const first = words[0]?.key ?? ''
  const english = /^(?:HIGHWAY|HWY|RANGE|LINE|CONCESSION|ROUTE|RTE)$/.test(first)
    ? genericAfter.get(first)
    : undefined
  const generic = (french ? undefined : english) ?? genericBefore.get(first) ?? english
  if (generic === undefined) return undefined
  const key = words[1]?.key ?? ''
  const numbered = ordinalAt(words, 1)
  // `route 132 E` is no 132e.
  const ordinal = numbered?.words === 1 ? numbered : undefined
  const number = /^\d{1,4}[A-Z]?$/.test(key)
  if (ordinal === undefined && !number) return undefined
  const count = ordinal?.words ?? 1
  const direction = directionAt(words, 1 + count)
  const rest = words.slice(1 + count + (direction?.words ?? 0))
  // `rue 3e Avenue`, `rue 22e Régiment`: no number of the street's own.
  if (ordinal !== undefined && rest.length > 0) return undefined
  const specific = ordinal === undefined ? key : ordinalInFrench(ordinal.number, generic.feminine)
  return {
    generic: french ? generic.code : generic.name,
    link: '',
    specific,
    direction: direction?.direction ?? '',
    rest,
  }
}

/** Kinds that end a name of their own when a French kind stands before: `avenue Mount Pleasant Park`. */
const onlyEnglish: ReadonlySet<string> = new Set(
  'STREET ST STR ROAD RD DRIVE DR LANE LN AVENUE AVE AV BOULEVARD BLVD CRESCENT CRES COURT HIGHWAY HWY'.split(
    ' ',
  ),
)

const englishStreet = (words: Words, french: boolean): Street | undefined => {
  const { direction, words: count } = directionAtEnd(words, 2)
  const end = words.length - count - 1
  if (end < 1) return undefined
  const last = words[end]?.key ?? ''
  const kind = genericAfter.get(last)
  if (kind === undefined || joins(words[end - 1])) return undefined
  const first = genericBefore.get(words[0]?.key ?? '')
  if (first !== undefined && end === 1 && first.strong) return undefined
  if (first !== undefined && end > 0 && !onlyEnglish.has(last)) return undefined
  const conflict = first?.strong === true && !englishWord.has(words[0]?.key ?? '')
  if (first === undefined && french && !namesInEnglish(last, kind)) return undefined
  const name = words.slice(0, end)
  const { link, words: skip } = readLink(name, 0)
  const specific = nameStreet(name.slice(skip), !french)
  const numbered = !french && end === 1 && /^\d{1,3}[A-Z]?$/.test(words[0]?.key ?? '')
  const before = !french && directionByWord.has(words[0]?.key ?? '') && end > 1
  const reason = conflict || before ? 'street-unclear' : numbered ? undefined : streetFlaw(name.slice(skip))
  return { generic: french ? kind.code : kind.name, link, specific, direction, rest: [], reason }
}

/** Both languages' words for kinds: `Passage Road`, `Crescent Street`. */
const englishWord: ReadonlySet<string> = new Set(
  'CRESCENT CIRCLE COURT PASSAGE CROSSING CROSS LINE'.split(' '),
)

/** In Québec `Heights`, `Park` or `View` at the end may as well be a name without a kind. */
const namesInEnglish = (last: string, kind: Generic): boolean =>
  onlyEnglish.has(last) || kind.code !== kind.name || genericBefore.has(last)

const frenchStreet = (words: Words): Street | undefined => {
  const found = genericAtStart(words)
  if (found === undefined) return undefined
  const { generic, words: used } = found
  const { direction, words: count } = directionAtEnd(words, used + 1)
  const inner = words.slice(0, words.length - count)
  const { link, words: linked } = readLink(inner, used)
  const name = inner.slice(used + linked)
  const code = generic.code
  if (name.length === 0)
    return { generic: code, link: '', specific: '', direction: '', rest: [], reason: 'street-missing' }
  const reason = unfinished(name, linked > 0) ?? streetFlaw(name)
  return { generic: code, link, specific: nameStreet(name, false), direction, rest: [], reason }
}

/** A name that ends with a word that joins it to another: `rue de la`, `chemin du Lac de`. `rue A` is whole. */
const unfinished = (name: Words, linked: boolean): AddressReason | undefined => {
  const last = name.at(-1)
  if (!joins(last) && !/^(?:SAINT|SAINTE|ST|STE|ET|A|AUX?)$/.test(last?.key ?? '')) return undefined
  if (name.length > 1) return 'street-unclear'
  return linked || !/^[ADL]$/.test(last?.key ?? '') ? 'street-missing' : undefined
}

const genericAtStart = (words: Words): { generic: Generic; words: number } | undefined => {
  for (const count of [3, 2, 1]) {
    const generic = count > words.length ? undefined : genericBefore.get(keyOf(words.slice(0, count)))
    if (generic !== undefined) return { generic, words: count }
  }
  return undefined
}

const bareStreet = (words: Words): Street => {
  const { direction, words: count } = directionAtEnd(words, 1)
  const name = words.slice(0, words.length - count)
  const reason = name.length === 0 ? 'street-missing' : 'street-type-missing'
  return { generic: '', link: '', specific: nameStreet(name, true), direction, rest: [], reason }
}
