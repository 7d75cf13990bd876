import type { AddressRecord } from '../address-record.ts'
import { directionInEnglish, directionInFrench } from '../tables/directions.ts'
import { provinceInFrench } from '../tables/provinces.ts'
import { floor } from '../tables/unit-types.ts'
import { abroadLines } from './abroad-lines.ts'
import { genericFollows, inEnglish } from './generic-follows.ts'

/**
 * A record as people read it, by the rules of the Office québécois de la langue française: a comma behind the number,
 * the kind of street in full and lower case, "(Québec)", two spaces before the postal code.
 */
export const displayLines = (record: AddressRecord): string[] => {
  if (record.country !== 'CA') return abroadLines(record)
  return [streetLine(record), postLine(record), placeLine(record)].filter((line) => line !== '')
}

const streetLine = (record: AddressRecord): string =>
  [numberAndStreet(record), unit(record)].filter((text) => text !== '').join(', ')

const numberAndStreet = (record: AddressRecord): string => {
  const apart = record.civicNumberSuffix.length > 1 || /[½¼¾]/.test(record.civicNumberSuffix) ? ' ' : ''
  const number = `${record.civicNumber}${apart}${record.civicNumberSuffix}`.trim()
  return [number, street(record)].filter((text) => text !== '').join(inEnglish(record) ? ' ' : ', ')
}

const street = (record: AddressRecord): string => {
  const { generic, link, specific, direction } = record
  const towards = (inEnglish(record) ? directionInEnglish : directionInFrench)[direction] ?? direction
  const named = link.endsWith("'") ? `${link}${specific}` : `${link} ${specific}`.trim()
  const whole = genericFollows(record) ? `${named} ${capital(generic)}` : `${generic} ${named}`
  return `${whole} ${towards}`.replace(/ {2,}/g, ' ').trim()
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const unit = ({ unit: number, unitType: type }: AddressRecord): string => {
  if (type === floor && /^\d+$/.test(number)) return `${number}${number === '1' ? 'er' : 'e'} étage`
  return `${type} ${number}`.trim()
}

const postLine = ({ poBox, station, ruralRoute }: AddressRecord): string =>
  [
    poBox === '' ? '' : `case postale ${poBox}`,
    station === '' ? '' : `succursale ${station}`,
    ruralRoute === '' ? '' : `RR ${ruralRoute}`,
  ]
    .filter((text) => text !== '')
    .join(', ')
    .replace(/^c/, 'C')

const placeLine = ({ municipality, province, postalCode }: AddressRecord): string => {
  const where = province === '' ? '' : `(${provinceInFrench[province] ?? province})`
  return [`${municipality} ${where}`.trim(), postalCode].filter((text) => text !== '').join('  ')
}
