import type { AddressRecord } from '@unefois/domain/address.ts'
import { countryName } from './country-name.ts'
import { provinceName } from './provinces.ts'

const joined = (parts: readonly string[], separator: string): string =>
  parts.filter((part) => part !== '').join(separator)

/** A linking word that ends in an apostrophe is glued to the name: `de l’Église`. */
const linked = (link: string, specific: string): string =>
  /['’]$/u.test(link) ? `${link}${specific}` : joined([link, specific], ' ')

/** Ordinals stand before their generic: `3e avenue`. */
const street = ({ generic, link, specific, direction }: AddressRecord): string => {
  const name = linked(link, specific)
  const ordinal = link === '' && /^[0-9]+(?:re|er|e|ère|ème)$/iu.test(specific)
  return joined([...(ordinal ? [name, generic] : [generic, name]), direction], ' ')
}

const place = ({ municipality, province, postalCode, country }: AddressRecord): readonly string[] => {
  if (country === 'CA') return [`${municipality} (${provinceName(province)})  ${postalCode}`]
  const town = country === 'US' ? [municipality, province, postalCode] : [postalCode, municipality, province]
  return [joined(town, ' '), (countryName(country) ?? country).toUpperCase()]
}

/** The fields written one after the other, as on an envelope; nothing is understood, nothing changed. */
export const addressLines = (record: AddressRecord): readonly string[] => {
  const { civicNumber, civicNumberSuffix, unit, unitType, poBox, station, ruralRoute } = record
  const number = `${civicNumber}${civicNumberSuffix}`
  const dwelling = unit === '' ? '' : joined([unitType || 'app.', unit], ' ')
  const box = poBox === '' ? '' : `case postale ${poBox}`
  const depot = station === '' ? '' : `succursale ${station}`
  const route = ruralRoute === '' ? '' : `RR ${ruralRoute}`
  const lines = [joined([number, street(record), dwelling], ', '), joined([box, depot], ', '), route]
  return [...lines.flatMap((line) => line.split('\n')).filter((line) => line !== ''), ...place(record)]
}
