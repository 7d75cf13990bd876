import type { AddressRecord } from '../address-record.ts'
import { provinceInFrench } from '../tables/provinces.ts'
import { abroadLines } from './abroad-lines.ts'
import { postLine } from './post-line.ts'
import { streetLine } from './street-line.ts'

/**
 * A record as people read it, by the rules of the Office québécois de la langue française: a comma behind the number,
 * the kind of street in full and lower case, "(Québec)", two spaces before the postal code.
 */
export const displayLines = (record: AddressRecord): string[] => {
  if (record.country !== 'CA') return abroadLines(record)
  return [streetLine(record), postLine(record), placeLine(record)].filter((line) => line !== '')
}

const placeLine = ({ municipality, province, postalCode }: AddressRecord): string => {
  const where = province === '' ? '' : `(${provinceInFrench[province] ?? province})`
  return [`${municipality} ${where}`.trim(), postalCode].filter((text) => text !== '').join('  ')
}
