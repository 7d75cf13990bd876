import type { AddressRecord } from '../address-record.ts'
import { directionInEnglish, directionInFrench } from '../tables/directions.ts'
import { floor } from '../tables/unit-types.ts'
import { genericFollows, inEnglish } from './generic-follows.ts'

/** Number, street and unit as people read them: `125A, 3e Avenue Ouest, app. 4`. */
export const streetLine = (record: AddressRecord): string =>
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
