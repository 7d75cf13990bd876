import { foldName, lastWord } from '../fold.ts'
import { canadianCities } from '../tables/canadian-cities.ts'
import { genericBefore } from '../tables/generics.ts'
import { keyOf, type Token, textOf } from '../token.ts'
import { type JudgedPlace, judgePlace, withoutTitle } from './judge-place.ts'
import { looksMisspelt } from './looks-misspelt.ts'
import { readCivicNumber } from './read-civic-number.ts'
import { readLink } from './read-link.ts'
import { readStreet } from './read-street.ts'
import type { Reading } from './reading.ts'
import { keptMunicipality, knownMunicipality } from './spell-municipality.ts'

type Words = readonly Token[]

const longestName = 8

/** Takes the municipality off the end: a part of its own, or the longest name that the last part ends with. */
export const readMunicipality = (reading: Reading): void => {
  const { parts, reasons } = reading
  const last = parts.at(-1)
  if (last === undefined) {
    reasons.add('municipality-missing')
    return
  }
  const whole = judge(last, reading)
  if (whole.known && !(whole.verdict === 'contradicts' && parts.length === 1)) {
    parts.pop()
    settle(reading, whole, last)
  } else if (holdsStreet(last, reading) || parts.length === 1) cutTail(reading, last)
  else takeUnknown(reading, last)
  dropSame(reading)
}

const judge = (words: Words, { record, places }: Reading): JudgedPlace => {
  const key = keyOf(words)
  if (record.province === 'QC' || record.province === '') return judgePlace(key, record.postalCode, places)
  const name = canadianCities.get(`${record.province} ${foldName(withoutTitle(key))}`)
  return name === undefined
    ? { name: '', known: false, verdict: 'open' }
    : { name, known: true, verdict: 'agrees' }
}

const settle = (reading: Reading, place: JudgedPlace, words: Words): void => {
  reading.record.municipality = knownMunicipality(place.name, words, reading.places)
  if (place.verdict === 'contradicts') reading.reasons.add('municipality-contradiction')
}

/** A part with a number, a kind of street or a PO box is more than a municipality. */
const holdsStreet = (words: Words, { record }: Reading): boolean => {
  const key = words[0]?.key ?? ''
  if (words.some((word) => /^\d/.test(word.key))) return true
  if (genericBefore.get(key)?.strong === true && words.length > 1) return true
  return record.poBox !== '' && /^(?:SUCC|SUCCURSALE|STN|STATION|STA|RPO|COMPTOIR)$/.test(key)
}

/** Whether some place's name ends as the words do; only Québec's names are kept by their ends. */
const mayEnd = (words: Words, { record, places }: Reading): boolean =>
  (record.province !== 'QC' && record.province !== '') ||
  places.endings.has(lastWord(words.at(-1)?.key ?? ''))

type Cut = { readonly at: number; readonly place: JudgedPlace }

const cutTail = (reading: Reading, last: Token[]): void => {
  const { reasons, parts } = reading
  const cuts: Cut[] = []
  for (let count = mayEnd(last, reading) ? Math.min(longestName, last.length) : 0; count > 0; count -= 1) {
    const at = last.length - count
    const place = judge(last.slice(at), reading)
    if (place.known) cuts.push({ at, place })
  }
  const standing = cuts.filter(({ at }) => stands(last.slice(0, at), reading))
  const good = standing.filter(({ place }) => place.verdict !== 'contradicts')
  const [longest] = good
  if (longest === undefined) {
    if (cutBoundary(reading, last)) return
    const [against] = standing
    if (against === undefined) reasons.add(cuts.length > 0 ? 'municipality-unclear' : missing(last, reading))
    else take(reading, last, against)
    return
  }
  // A longer name that agrees, but would leave no street: `chemin du Lac Beauport`.
  const swallowed = cuts.some(({ at, place }) => at < longest.at && place.verdict === 'agrees')
  if (swallowed) reasons.add('municipality-unclear')
  take(reading, last, longest)
  if (last.length === 0) parts.pop()
}

const take = (reading: Reading, last: Token[], { at, place }: Cut): void => {
  const words = last.splice(at)
  settle(reading, place, words)
}

/** With nothing but a street the municipality is missing; with words to spare it cannot be told from the street. */
const missing = (last: Words, reading: Reading): 'municipality-missing' | 'municipality-unclear' => {
  const words = last.slice((readCivicNumber(last)?.words ?? 0) + 1)
  const name = words.slice(readLink(words, 0).words)
  return name.length > 1 || reading.record.poBox !== '' ? 'municipality-unclear' : 'municipality-missing'
}

/** Whether what is left is a street with a name, a borough of the same city, or was emptied by a PO box. */
const stands = (left: Words, { record, parts }: Reading): boolean => {
  if (left.length === 0) return parts.length > 1 || record.poBox !== '' || record.ruralRoute !== ''
  if (record.poBox !== '' && !left.some(({ key }) => /^\d/.test(key))) return left.length > 1
  const number = readCivicNumber(left)
  const street = readStreet(left.slice(number?.words ?? 0), record.province === 'QC')
  return (
    street.specific !== '' &&
    street.reason !== 'street-missing' &&
    !(street.reason === 'street-unclear' && endsOpen(left))
  )
}

const endsOpen = (words: Words): boolean =>
  /^(?:DE|DU|DES|LA|LE|LES|D|L|SAINT|SAINTE|ST|STE|AU|AUX|SUR|VIEUX|GRAND|PETIT|MONT|LAC)$/.test(
    words.at(-1)?.key ?? '',
  )

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
  keepUnknown(reading, words)
  return true
}

const takeUnknown = (reading: Reading, last: Token[]): void => {
  const borough = boroughAndCity(reading, last)
  if (borough !== undefined) {
    reading.parts.pop()
    settle(reading, borough, last)
    return
  }
  if (last.length > longestName || !/\p{L}{2}/u.test(textOf(last)))
    reading.reasons.add('municipality-unclear')
  reading.parts.pop()
  keepUnknown(reading, last)
}

/** `Limoilou Québec` without a comma. */
const boroughAndCity = (reading: Reading, words: Words): JudgedPlace | undefined => {
  for (let at = 1; at < words.length; at += 1) {
    const city = judge(words.slice(at), reading)
    const borough = judge(words.slice(0, at), reading)
    if (city.known && borough.known && city.name === borough.name && city.verdict !== 'contradicts')
      return city
  }
  return undefined
}

const noPlaceWords =
  /^(?:EDIFICE|IMMEUBLE|TOUR|BLOC|BATIMENT|PAVILLON|RESIDENCE|RESIDENCES|CENTRE|COMPLEXE|HOPITAL|CHSLD|ECOLE|BUILDING|TOWER|PORTE|ENTREE|MRC|COMTE|LOT|APP|APT|BUREAU|SUITE|TEL|TELEPHONE|FAX|COURRIEL|COIN|ANGLE|PRES|POSTE|GENERAL)$/

const keepUnknown = (reading: Reading, words: Words): void => {
  const { record, reasons, places } = reading
  record.municipality = keptMunicipality(words, record.province)
  const key = foldName(keyOf(words))
  if (
    noPlaceWords.test(words[0]?.key ?? '') ||
    /[^\p{L}\p{N}' .&()!–-]/u.test(textOf(words)) ||
    /\d/.test(key)
  )
    reasons.add('municipality-unclear')
  else if (key.length < 4 || looksMisspelt(key, record.postalCode, places))
    reasons.add('municipality-unclear')
}

/** Drops a borough, or the city again, before the municipality. */
const dropSame = (reading: Reading): void => {
  const { parts, record } = reading
  if (record.municipality === '') return
  const same = (words: Words) => {
    const place = judge(words, reading)
    return place.known && place.name === record.municipality && place.verdict !== 'contradicts'
  }
  while (parts.length > 1 && same(parts.at(-1) ?? [])) parts.pop()
  const last = parts.at(-1)
  if (last === undefined || (parts.length > 1 && !holdsStreet(last, reading))) return
  for (
    let count = mayEnd(last, reading) ? Math.min(longestName, last.length - 1) : 0;
    count > 0;
    count -= 1
  ) {
    const at = last.length - count
    if (same(last.slice(at)) && stands(last.slice(0, at), reading) && !endsOpen(last.slice(0, at))) {
      last.splice(at)
      return
    }
  }
}
