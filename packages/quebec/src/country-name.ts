const regions = new Intl.DisplayNames(['fr'], { type: 'region', fallback: 'none' })

/** Codes that CLDR knows besides countries: unions, outlying areas, and "unknown". */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

/** Asked by every declaration of an address, and 14 µs each time otherwise: at most the 676 codes are kept. */
const known = new Map<string, string | undefined>()

const nameOf = (code: string): string | undefined => {
  if (!known.has(code)) known.set(code, regions.of(code))
  return known.get(code)
}

/** The French name of a country by its ISO 3166-1 code (`FR`), or undefined when there is no such country. */
export const countryName = (code: string): string | undefined =>
  /^[A-Z]{2}$/.test(code) && !notCountries.has(code) ? nameOf(code) : undefined
