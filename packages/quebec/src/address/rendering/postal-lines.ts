import type { AddressRecord } from '../address-record.ts'
import { floor, unitTypeByWord } from '../tables/unit-types.ts'
import { abroadLines } from './abroad-lines.ts'
import { genericFollows, inEnglish } from './generic-follows.ts'

/** Canada Post's symbols for kinds of streets; the others are written in full. */
const symbols: Readonly<Record<string, string>> = {
  autoroute: 'AUT',
  avenue: 'AV',
  boulevard: 'BOUL',
  carrefour: 'CARREF',
  chemin: 'CH',
  circuit: 'CIRCT',
  concession: 'CONC',
  croissant: 'CROIS',
  esplanade: 'ESPL',
  impasse: 'IMP',
  passage: 'PASS',
  promenade: 'PROM',
  route: 'RTE',
  ruelle: 'RLE',
  sentier: 'SENT',
  terrasse: 'TSSE',
  street: 'ST',
  road: 'RD',
  drive: 'DR',
  crescent: 'CRES',
  court: 'CRT',
  highway: 'HWY',
  terrace: 'TERR',
}

const fractions: Readonly<Record<string, string>> = { '½': '1/2', '¼': '1/4', '¾': '3/4' }

/**
 * A record as Canada Post sorts it: capitals, no punctuation, symbols for the kinds of streets, which stand behind an
 * ordinal, the unit with its identifier at the end, two spaces before the postal code.
 */
export const postalLines = (record: AddressRecord): string[] => {
  if (record.country !== 'CA') return abroadLines(record).map((line) => line.toUpperCase())
  const { poBox, station, ruralRoute, municipality, province, postalCode } = record
  const post = [poBox && `CP ${poBox}`, station && `SUCC ${station}`, ruralRoute && `RR ${ruralRoute}`]
  return [
    spaced([number(record), street(record), unit(record)]),
    spaced(post),
    `${spaced([municipality, province])}  ${postalCode}`,
  ]
    .map((line) => line.toUpperCase().trim())
    .filter((line) => line !== '')
}

const spaced = (words: readonly string[]): string => words.filter((word) => word !== '').join(' ')

const number = ({ civicNumber, civicNumberSuffix: suffix }: AddressRecord): string => {
  const fraction = fractions[suffix]
  if (fraction !== undefined) return `${civicNumber} ${fraction}`
  return suffix.length > 1 ? `${civicNumber} ${suffix}` : `${civicNumber}${suffix}`
}

const street = (record: AddressRecord): string => {
  const { generic, link, specific, direction } = record
  const symbol =
    genericFollows(record) && generic === 'avenue' && record.province !== 'QC'
      ? 'AVE'
      : (symbols[generic] ?? generic)
  const named = link.endsWith("'") ? `${link}${specific}` : spaced([link, specific])
  const towards = inEnglish(record) ? direction.replace('O', 'W') : direction
  return spaced(genericFollows(record) ? [named, symbol, towards] : [symbol, named, towards])
}

const unit = ({ unit: id, unitType: type }: AddressRecord): string => {
  if (type === floor && /^\d+$/.test(id)) return `${id}E ETAGE`
  const postal = unitTypeByWord.get(
    type.replace('.', '').toUpperCase().normalize('NFD').replace(/\p{M}/gu, ''),
  )?.postal
  return spaced([postal ?? type, id])
}
