import type { AddressRecord } from '../address-record.ts'
import { foldName, foldWord } from '../fold.ts'
import { genericByName } from '../tables/generics.ts'

const ordinal = /^(\d{1,3})(?:RE|ER|E|ST|ND|RD|TH)\b/

/**
 * Two records with one key are one address: capitals, no accents nor punctuation, saints in full, `1re` as 1, the
 * linking word dropped, kinds of streets as codes (an English one as its French counterpart), kinds of units ignored.
 */
export const matchKey = (record: AddressRecord): string => {
  const generic = genericByName.get(record.generic)?.code ?? record.generic
  return [
    foldWord(record.civicNumber).replace(' ', '-'),
    record.civicNumberSuffix.toUpperCase(),
    foldWord(generic),
    foldName(record.specific).replace(ordinal, '$1'),
    record.direction,
    foldWord(record.unit === '' ? record.unitType : record.unit),
    foldWord(record.poBox),
    foldWord(record.ruralRoute),
    foldName(record.municipality),
    record.postalCode.replace(/[ -]/g, '').toUpperCase(),
    record.country,
  ].join('|')
}
