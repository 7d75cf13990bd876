import type { AddressRecord } from '../address-record.ts'
import { countryLine, postalCodeLast } from '../tables/countries.ts'

/** An address abroad: its own lines, the city with the code on the country's side of it, the country. */
export const abroadLines = (record: AddressRecord): string[] => {
  const { specific, municipality, province, postalCode, country } = record
  const city = postalCodeLast.has(country)
    ? [municipality, province, postalCode]
    : [postalCode, municipality, province]
  return [...specific.split('\n'), city.filter((text) => text !== '').join(' '), countryLine(country)].filter(
    (line) => line !== '',
  )
}
