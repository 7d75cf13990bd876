import { countryByName, countryEndings } from '../tables/countries.ts'
import { provinceByName, provinceEndings, provinceOfPostalCode } from '../tables/provinces.ts'
import { keyOf, type Token } from '../token.ts'
import { judgePlace } from './judge-place.ts'
import type { Reading } from './reading.ts'
import { takeTail } from './take-tail.ts'

/**
 * Takes country and province off the end. The province of the postal code stands where none was typed; one that
 * differs is a reason to ask.
 */
export const readProvince = (reading: Reading): void => {
  const { record, reasons, parts } = reading
  record.country = 'CA'
  const implied = record.postalCode === '' ? '' : provinceOfPostalCode(record.postalCode)
  for (let again = true; again; ) {
    again = takeCountry(reading) || takeProvince(reading, implied)
  }
  if (parts.at(-1)?.at(-1)?.key === 'QUEBEC' && namesTheProvince(reading)) {
    takeTail(parts, { longest: 1, endings: undefined }, () => true)
    record.province ||= 'QC'
  }
  // Federal offices in Gatineau have codes of Ottawa.
  if (record.postalCode.startsWith('K1A') && record.province === '' && namesGatineau(parts))
    record.province = 'QC'
  const federal = record.postalCode.startsWith('K1A') && record.province === 'QC'
  if (record.province === '') record.province = implied
  else if (implied !== '' && implied !== record.province && !federal) {
    if (!(record.postalCode.startsWith('X') && ['NT', 'NU'].includes(record.province)))
      reasons.add('province-contradiction')
  }
}

const namesGatineau = (parts: readonly Token[][]): boolean =>
  /^(?:GATINEAU|HULL)$/.test(parts.at(-1)?.at(-1)?.key ?? '')

const takeCountry = ({ parts, reasons }: Reading): boolean => {
  const code = takeTail(parts, { longest: 5, endings: countryEndings }, (key, _words, whole) => {
    const country = countryByName.get(key)
    return country === 'CA' || (whole && parts.length > 1) ? country : undefined
  })
  if (code !== undefined && code !== 'CA') reasons.add('country-contradiction')
  return code !== undefined
}

const takeProvince = ({ parts, record }: Reading, implied: string): boolean => {
  const code = takeTail(parts, { longest: 4, endings: provinceEndings }, (key, words, whole) => {
    const province = provinceByName.get(key)
    if (province === undefined) return undefined
    // `NE`, `MAN`, `ON` are words too: the postal code, a part of its own or capitals must say that it is a province.
    if (province === implied) return province
    if (key === 'NE' || key === 'N E') return undefined
    if (whole || province === 'QC' || key.length > 4) return province
    const text = words[0]?.text ?? ''
    return text === text.toUpperCase() && words.length === 1 ? province : undefined
  })
  if (code === undefined) return false
  if (record.province === '' || record.province === code) record.province = code
  return true
}

/** Whether a last word `Québec` is the province: another municipality stands before it, or the code is elsewhere. */
const namesTheProvince = ({ parts, record, places }: Reading): boolean => {
  const last = parts.at(-1) ?? []
  const before = last.length > 1 ? last.slice(0, -1) : (parts.at(-2) ?? [])
  if (record.province === '' && (last.length > 1 ? before.at(-1)?.key : keyOf(before)) === 'QUEBEC')
    return true
  const code = record.postalCode
  for (let count = Math.min(8, before.length); count > 0; count -= 1) {
    const place = judgePlace(keyOf(before.slice(-count)), code, places)
    if (place.known && code !== '' && place.verdict === 'agrees') {
      const whole = count === before.length
      if (place.name !== 'Québec' && (whole || before.length - count > 1)) return true
    }
  }
  if (record.province === 'QC') return false
  if (code === '') return last.length === 1 && parts.length > 2 && !/\d/.test(keyOf(before))
  return judgePlace('QUEBEC', code, places).verdict !== 'agrees'
}
