import { genericBefore } from '../tables/generics.ts'
import { untyped } from '../tables/unit-types.ts'
import { keyOf, type Token, textOf } from '../token.ts'
import { beginsStreet } from './begins-street.ts'
import { judgePlace } from './judge-place.ts'
import { ordinalAt } from './ordinal-at.ts'
import { readCivicNumber } from './read-civic-number.ts'
import { readStreet } from './read-street.ts'
import type { Reading } from './reading.ts'

type Words = readonly Token[]

/** Number and street from the parts that are left; what is neither goes beside, or is a reason to ask. */
export const readThoroughfare = (reading: Reading): void => {
  joinNumber(reading.parts)
  const at = streetAt(reading.parts)
  if (at < 0) {
    withoutStreet(reading)
    return
  }
  for (const [index, part] of reading.parts.entries()) {
    if (index < at) before(reading, part)
    else if (index > at) after(reading, part)
    else numberAndStreet(reading, part)
  }
}

/** `125A, 3e Avenue`: the number is a part of its own. */
const joinNumber = (parts: Token[][]): void => {
  const [first = []] = parts
  if (/^(?:NO|NUMERO|CIVIQUE)$/.test(first[0]?.key ?? '') && /^\d/.test(first[1]?.key ?? '')) first.shift()
  for (let index = 0; index + 1 < parts.length; index += 1) {
    const part = parts[index] ?? []
    if (readCivicNumber(part)?.words !== part.length) continue
    parts.splice(index, 2, [...part, ...(parts[index + 1] ?? [])])
    return
  }
}

const streetAt = (parts: readonly Words[]): number => {
  const numbered = parts.findIndex((part) => (readCivicNumber(part)?.words ?? part.length) < part.length)
  if (numbered >= 0) return numbered
  const inside = parts.findIndex((part) => numberInside(part) > 0)
  if (inside >= 0) return inside
  const strong = parts.findIndex((part) => beginsStreet(part, 0))
  return strong >= 0 ? strong : parts.findIndex((part) => part.some(({ key }) => /^\d+$/.test(key)))
}

/** Where a number with a street behind it stands inside a part: `Complexe Desjardins 150 rue Sainte-Catherine`. */
const numberInside = (part: Words): number =>
  part.findIndex((_word, at) => {
    const number = at === 0 ? undefined : readCivicNumber(part.slice(at))
    return number !== undefined && beginsStreet(part, at + number.words)
  })

const numberAndStreet = (reading: Reading, part: Words): void => {
  const inside = readCivicNumber(part) === undefined ? numberInside(part) : 0
  if (inside > 0) {
    const prefix = part.slice(0, inside)
    reading.besides.push(textOf(prefix))
    if (!isBuilding(prefix)) reading.reasons.add('part-not-understood')
  }
  const words = part.slice(Math.max(0, inside))
  const { record, reasons } = reading
  const number = readCivicNumber(words)
  if (number === undefined) reasons.add('civic-number-missing')
  else {
    record.civicNumber = number.number
    record.civicNumberSuffix = number.suffix
    if (number.reason !== undefined) reasons.add(number.reason)
    if (number.unit !== '') unitBefore(reading, number.unit)
  }
  street(reading, words.slice(number?.words ?? 0))
}

const unitBefore = ({ record, reasons }: Reading, unit: string): void => {
  if (record.unit !== '' && record.unit !== unit) reasons.add('several-units')
  record.unit = unit
  record.unitType ||= untyped
}

const street = ({ record, reasons }: Reading, words: Words): void => {
  if (/^\d+$/.test(words[0]?.key ?? '') && ordinalAt(words, 0) === undefined && record.province === 'QC')
    reasons.add('civic-number-unclear')
  const read = readStreet(words, record.province === 'QC' || record.province === '')
  record.generic = read.generic
  record.link = read.link
  record.specific = read.specific
  record.direction = read.direction
  if (read.reason !== undefined) reasons.add(read.reason)
  if (read.rest.length > 0) reasons.add('street-unclear')
  // `rue Saint-Denis 1234`: the number, where other countries write it.
  const last = words.at(-1)?.key ?? ''
  if (record.civicNumber === '' && words.length > 2 && /^\d{1,6}$/.test(last)) {
    reasons.delete('civic-number-missing')
    reasons.add('civic-number-unclear')
  }
  if (read.specific === '') reasons.add('street-missing')
}

const buildings = new Set(
  (
    'COMPLEXE EDIFICE IMMEUBLE TOUR TOURS RESIDENCE RESIDENCES CENTRE PAVILLON MANOIR PLACE GALERIES HOPITAL UNIVERSITE ' +
    'CHSLD VILLA CHATEAU BUILDING TOWER TOWERS PLAZA MALL MAISON HLM JARDINS JARDIN CONDOS CONDO CARRE CARREFOUR MAIL ' +
    'ECOLE COLLEGE CEGEP HOTEL AUBERGE DOMAINE HABITATIONS COOPERATIVE COOP CLSC BIBLIOTHEQUE EGLISE PRESBYTERE COUVENT ' +
    'MONASTERE CLINIQUE GARE AEROPORT BATIMENT BLOC ENTREPRISES FERME CAMPING PARC TERRASSES APPARTEMENTS LES LE LA'
  ).split(' '),
)

const isBuilding = (part: Words): boolean =>
  buildings.has(part[0]?.key ?? '') || buildings.has(part.at(-1)?.key ?? '')

/** A name before the number is the building's or the person's; a street before a street is one too many. */
const before = ({ besides, reasons }: Reading, part: Words): void => {
  besides.push(textOf(part))
  const kind = genericBefore.get(part[0]?.key ?? '')
  if (kind?.strong === true && beginsStreet(part, 0)) reasons.add('street-unclear')
  else if (part.every(({ key }) => /^\d+$/.test(key))) reasons.add('part-not-understood')
}

const district = /^(?:MRC|COMTE|CTE|COUNTY|SECTEUR|QUARTIER|ARRONDISSEMENT|ARR)$/

const after = (reading: Reading, part: Words): void => {
  const { reasons, record, besides, places } = reading
  if (part.length === 1 && /^\d{1,5}[A-Z]?$/.test(part[0]?.key ?? '')) {
    reasons.add('unit-unclear')
    record.unit ||= part[0]?.text ?? ''
    return
  }
  besides.push(textOf(part))
  const place = judgePlace(keyOf(part), record.postalCode, places)
  if (place.known && place.verdict === 'agrees' && place.name === record.municipality) return
  if (district.test(part[0]?.key ?? '') && !place.known) return
  if (isBuilding(part) && !place.known) return
  reasons.add(place.known ? 'municipality-contradiction' : 'part-not-understood')
}

const withoutStreet = (reading: Reading): void => {
  const { parts, record, reasons, besides } = reading
  const byPost = record.poBox !== '' || record.ruralRoute !== ''
  if (!byPost) reasons.add('street-missing')
  for (const part of parts) {
    besides.push(textOf(part))
    if (!byPost && !isBuilding(part)) reasons.add('part-not-understood')
  }
}
