import { directionByWord } from '../tables/directions.ts'
import { genericBefore } from '../tables/generics.ts'
import type { Part, Token } from '../token.ts'
import type { JudgedPlace } from './judge-place.ts'
import { judgeWords, placesAtEnd } from './judge-words.ts'
import { endsOpen, leavesStreet } from './leaves-street.ts'
import { readCivicNumber } from './read-civic-number.ts'
import { readLink } from './read-link.ts'
import { readStreet } from './read-street.ts'
import type { Reading } from './reading.ts'
import { knownMunicipality } from './spell-municipality.ts'
import { takeUnknown } from './take-unknown.ts'

/** Takes the municipality off the end: a part of its own, or the longest name that the last part ends with. */
export const readMunicipality = (reading: Reading): void => {
  const { parts, reasons } = reading
  const last = parts.at(-1)
  if (last === undefined) {
    reasons.add('municipality-missing')
    return
  }
  const place = judgeWords(last, reading)
  const whole = place.known && !(place.verdict === 'contradicts' && parts.length === 1)
  const found = whole ? place : boroughAndCity(reading, last)
  if (found !== undefined) {
    parts.pop()
    settle(reading, found, last)
  } else if (holdsStreet(last, reading) || parts.length === 1) cutTail(reading, last)
  else {
    parts.pop()
    takeUnknown(reading, last)
  }
  dropSame(reading)
}

const settle = (reading: Reading, place: JudgedPlace, words: Part): void => {
  reading.record.municipality = knownMunicipality(place.name, words, reading.places)
  if (place.verdict === 'contradicts') reading.reasons.add('municipality-contradiction')
}

/** `Limoilou Québec` without a comma. */
const boroughAndCity = (reading: Reading, words: Part): JudgedPlace | undefined =>
  placesAtEnd(words, reading, 1).find(({ at, place }) => {
    const borough = judgeWords(words.slice(0, at), reading)
    return borough.known && borough.name === place.name && place.verdict !== 'contradicts'
  })?.place

/** A part with a number, a kind of street or a PO box is more than a municipality. */
const holdsStreet = (words: Part, { record }: Reading): boolean => {
  const key = words[0]?.key ?? ''
  if (words.some((word) => /^\d/.test(word.key))) return true
  if (genericBefore.get(key)?.strong === true && words.length > 1) return true
  return record.poBox !== '' && /^(?:SUCC|SUCCURSALE|STN|STATION|STA|RPO|COMPTOIR)$/.test(key)
}

const cutTail = (reading: Reading, last: Token[]): void => {
  const { reasons, parts } = reading
  const cuts = placesAtEnd(last, reading)
  const standing = cuts.filter(({ at }) => leavesStreet(last.slice(0, at), reading))
  const longest = standing.find(({ place }) => place.verdict !== 'contradicts')
  if (longest === undefined && cutBoundary(reading, last)) return
  const cut = longest ?? standing[0]
  if (cut === undefined) {
    reasons.add(cuts.length > 0 ? 'municipality-unclear' : missing(last, reading))
    return
  }
  // A longer name that agrees too, but would leave no street: `chemin du Lac Beauport`.
  const swallowed = cuts.some(({ at, place }) => at < cut.at && place.verdict === 'agrees')
  // `12th Avenue West Vancouver`.
  const directed =
    directionByWord.has(last[cut.at]?.key ?? '') && standing.some(({ at }) => at === cut.at + 1)
  if (directed && reading.record.province !== 'QC') reasons.add('municipality-unclear')
  if (longest !== undefined && swallowed) reasons.add('municipality-unclear')
  settle(reading, cut.place, last.splice(cut.at))
  if (last.length === 0) parts.pop()
}

/** With nothing but a street the municipality is missing; with words to spare it cannot be told from the street. */
const missing = (last: Part, reading: Reading): 'municipality-missing' | 'municipality-unclear' => {
  const words = last.slice((readCivicNumber(last)?.words ?? 0) + 1)
  const name = words.slice(readLink(words, 0).words)
  return name.length > 1 || reading.record.poBox !== '' ? 'municipality-unclear' : 'municipality-missing'
}

/** An unknown municipality behind a street that is complete without it: `3e Avenue Ouest | Saint-Machin`. */
const cutBoundary = (reading: Reading, last: Token[]): boolean => {
  const number = readCivicNumber(last)
  if (number === undefined) return false
  const street = readStreet(last.slice(number.words), reading.record.province === 'QC')
  const words = street.rest
  const ranged = street.generic === 'rang' && street.direction === ''
  if (words.length === 0 || street.specific === '' || ranged || words.some(({ key }) => /\d/.test(key)))
    return false
  if (genericBefore.has(words[0]?.key ?? '')) return false
  last.splice(last.length - words.length)
  takeUnknown(reading, words)
  return true
}

/** Drops a borough, or the city again, before the municipality. */
const dropSame = (reading: Reading): void => {
  const { parts, record } = reading
  if (record.municipality === '') return
  const same = (place: JudgedPlace) =>
    place.known && place.name === record.municipality && place.verdict !== 'contradicts'
  while (parts.length > 1 && same(judgeWords(parts.at(-1) ?? [], reading))) parts.pop()
  const last = parts.at(-1)
  if (last === undefined || (parts.length > 1 && !holdsStreet(last, reading))) return
  const borough = placesAtEnd(last, reading, 1).find(({ at, place }) => {
    const left = last.slice(0, at)
    return same(place) && leavesStreet(left, reading) && !endsOpen(left)
  })
  if (borough !== undefined) last.splice(borough.at)
}
