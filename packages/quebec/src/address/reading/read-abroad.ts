import { type AddressReason, addressReasons } from '../address-reasons.ts'
import { draftRecord } from '../draft-record.ts'
import { foldWord } from '../fold.ts'
import type { NormalisedAddress } from '../normalised-address.ts'
import type { Places } from '../places/places.ts'
import { countryByName, withoutPostalCodes } from '../tables/countries.ts'
import { statesOfAmerica } from '../tables/states-of-america.ts'

const american = /(?:^|[ ,\n])([A-Za-z]{2})[ ,\n]{1,3}(\d{5}(?:-\d{4})?)$/
const british = /(?:^|[ ,\n])([A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2})$/i

/**
 * An address in another country, its lines kept as typed; nothing if no country, American ZIP or British postcode
 * says so. Only called where no Canadian postal code stands; `uncoded`: nor anything that resembles one.
 */
export const readAbroad = (
  plain: string,
  places: Places,
  uncoded: boolean,
): NormalisedAddress | undefined => {
  const { text, country } = withoutCountry(plain, places)
  if (country === 'CA') return undefined
  const state = american.exec(text)?.[1]?.toUpperCase() ?? ''
  if (country === '' && statesOfAmerica.has(state)) return abroad(text, 'US', [])
  if (country === '' && uncoded && british.test(text)) return abroad(text, 'GB', ['country-missing'])
  return country === '' ? undefined : abroad(text, country, [])
}

const trailing = /[\s,.;)]{1,20}$/

const withoutCountry = (plain: string, places: Places): { text: string; country: string } => {
  const text = plain.replace(trailing, '')
  const whole = /[^,\n;(]{0,60}$/.exec(text)?.[0] ?? ''
  const words = whole.trim().split(' ')
  for (let count = Math.min(5, words.length); count > 0; count -= 1) {
    const key = foldWord(words.slice(-count).join(' '))
    const country = countryByName.get(key)
    if (country === undefined) continue
    // Irlande is a municipality too.
    if (
      country !== 'CA' &&
      (places.byKey.has(key) || (count < words.length && key.length < 4 && key !== 'USA'))
    )
      break
    return {
      text: text.slice(0, text.length - words.slice(-count).join(' ').length).replace(trailing, ''),
      country,
    }
  }
  return { text, country: '' }
}

const abroad = (text: string, country: string, doubts: readonly AddressReason[]): NormalisedAddress => {
  const segments = segmentsOf(text)
  const found = country === 'US' ? americanCity(segments) : cityOf(segments, country)
  const record = { ...draftRecord(), ...found, country }
  const reasons = new Set(doubts)
  if (record.specific === '') reasons.add('street-missing')
  if (record.municipality === '') reasons.add('municipality-missing')
  if (record.postalCode === '' && !withoutPostalCodes.has(country)) reasons.add('postal-code-missing')
  const ordered = addressReasons.filter((reason) => reasons.has(reason))
  return { understood: true, certain: ordered.length === 0, reasons: ordered, record, besides: [] }
}

/** Its lines; of a single one, what stands between commas, a number's own comma aside. */
const segmentsOf = (text: string): string[] => {
  const lines = text.split('\n')
  const segments = lines.length > 1 ? lines : text.replace(/^(\d{1,6}),/, '$1').split(',')
  return segments.map((segment) => segment.replace(/ {2,}/g, ' ').trim()).filter((segment) => segment !== '')
}

type Found = { specific: string; municipality: string; province: string; postalCode: string }

const americanCity = (segments: readonly string[]): Found => {
  const text = segments.join('\n')
  const match = american.exec(text)
  const state = match?.[1]?.toUpperCase() ?? ''
  if (match === null || !statesOfAmerica.has(state)) return cityOf(segments, 'US')
  const left = text
    .slice(0, match.index)
    .split('\n')
    .filter((segment) => segment.trim() !== '')
  const last = (left.at(-1) ?? '').replace(/[, ]{1,9}$/, '').split(',')
  const municipality = left.length > 1 || last.length > 1 ? (last.pop() ?? '').trim() : ''
  const lines = [...left.slice(0, -1), ...(municipality === '' ? [left.at(-1) ?? ''] : last)]
  return {
    specific: lines
      .map((line) => line.trim())
      .filter(Boolean)
      .join('\n'),
    municipality,
    province: state,
    postalCode: match[2] ?? '',
  }
}

const codes: Readonly<Record<string, RegExp>> = {
  GB: /(?<![A-Z0-9])[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2}(?![A-Z0-9])/gi,
  NL: /(?<![A-Z0-9])\d{4} ?[A-Z]{2}(?![A-Z0-9])/gi,
  IE: /(?<![A-Z0-9])[A-Z]\d[\dW] ?[A-Z0-9]{4}(?![A-Z0-9])/gi,
}
const anyCode =
  /(?<![\p{L}\p{N}-])(?:[A-Z]{1,2}-)?(?:\d{5}-\d{3}|\d{4}-\d{3}|\d{3}-\d{4}|\d{2}-\d{3}|\d{3} \d{2}|\d{4,6})(?![\p{L}\p{N}-])/gu

/** The last line with a code is the city's; without one the last line is. */
const cityOf = (segments: readonly string[], country: string): Found => {
  for (let index = segments.length - 1; index >= 0; index -= 1) {
    const segment = segments[index] ?? ''
    const match = [...segment.matchAll(codes[country] ?? anyCode)].at(-1)
    if (match === undefined || (index === 0 && segments.length > 1 && match.index === 0)) continue
    const before = segment.slice(0, match.index).trim()
    const after = segment.slice(match.index + match[0].length).trim()
    return cityAround(segments, index, { before, after, code: match[0] })
  }
  const last = segments.length > 1 ? (segments.at(-1) ?? '') : ''
  return {
    specific: segments.slice(0, last === '' ? undefined : -1).join('\n'),
    municipality: last,
    province: '',
    postalCode: '',
  }
}

const cityAround = (
  segments: readonly string[],
  index: number,
  { before, after, code }: { before: string; after: string; code: string },
): Found => {
  const others = segments.filter((_segment, place) => place !== index)
  if (segments.length === 1) return { specific: before, municipality: after, province: '', postalCode: code }
  const city = [before, after].filter(Boolean).join(' ')
  if (city !== '') return { specific: others.join('\n'), municipality: city, province: '', postalCode: code }
  return {
    specific: others.slice(0, -1).join('\n'),
    municipality: others.at(-1) ?? '',
    province: '',
    postalCode: code,
  }
}
