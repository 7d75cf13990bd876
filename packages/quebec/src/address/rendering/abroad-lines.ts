import type { AddressRecord } from '../address-record.ts'
import { countryLine, postalCodeLast } from '../tables/countries.ts'
import { postLine } from './post-line.ts'
import { streetLine } from './street-line.ts'

/** An address abroad: its own lines (or its street, given field by field), the city with the code on the country's side of it, the country. */
export const abroadLines = (record: AddressRecord): string[] => {
  const { municipality, province, postalCode, country } = record
  const city = postalCodeLast.has(country)
    ? [municipality, province, postalCode]
    : [postalCode, municipality, province]
  return [
    ...streetLine(record).split('\n'),
    postLine(record),
    city.filter((text) => text !== '').join(' '),
    countryLine(country),
  ].filter((line) => line !== '')
}
