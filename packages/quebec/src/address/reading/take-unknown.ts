import { foldName } from '../fold.ts'
import { keyOf, type Part, textOf } from '../token.ts'
import { judgeWords, longestName, placesAtEnd } from './judge-words.ts'
import { endsOpen, leavesStreet } from './leaves-street.ts'
import { looksMisspelt } from './looks-misspelt.ts'
import type { Reading } from './reading.ts'
import { keptMunicipality } from './spell-municipality.ts'

const noPlace =
  /^(?:EDIFICE|IMMEUBLE|TOUR|BLOC|BATIMENT|PAVILLON|RESIDENCE|RESIDENCES|CENTRE|COMPLEXE|HOPITAL|CHSLD|ECOLE|BUILDING|TOWER|PORTE|ENTREE|MRC|COMTE|LOT|APP|APT|BUREAU|SUITE|TEL|TELEPHONE|FAX|COURRIEL|COIN|ANGLE|PRES|POSTE|GENERAL)$/
const strange = /[^\p{L}\p{N}' .&()!–-]/u

/**
 * Keeps a municipality that no table knows as typed. That alone is no reason to ask; that it may be something else
 * is: a building, a word or two of whoever typed it, a known name misspelt, or a second place beside a known one.
 */
export const takeUnknown = (reading: Reading, words: Part): void => {
  const { record, reasons, places } = reading
  record.municipality = keptMunicipality(words, record.province)
  const key = foldName(keyOf(words))
  const text = textOf(words)
  const doubtful =
    words.length > longestName ||
    key.length < 4 ||
    reading.codeInside ||
    noPlace.test(words[0]?.key ?? '') ||
    strange.test(text) ||
    /\d/.test(key) ||
    placesAtEnd(words, reading, 1).some(
      ({ at, place }) => place.verdict === 'agrees' && !endsOpen(words.slice(0, at)),
    ) ||
    looksMisspelt(key, record.postalCode, places) ||
    reading.parts.some((part) => part !== words && endsWithPlace(part, reading))
  if (doubtful) reasons.add('municipality-unclear')
}

const endsWithPlace = (part: Part, reading: Reading): boolean =>
  judgeWords(part, reading).verdict === 'agrees' ||
  placesAtEnd(part, reading, 1).some(
    ({ at, place }) => place.verdict === 'agrees' && leavesStreet(part.slice(0, at), reading),
  )
