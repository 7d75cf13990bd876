const regions = new Intl.DisplayNames(['fr'], { type: 'region', fallback: 'none' })

/** Codes that CLDR knows besides countries: unions, outlying areas, and "unknown". */
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ'])

/** The French name of a country by its ISO 3166-1 code (`FR`), or undefined when there is no such country. */
export const countryName = (code: string): string | undefined =>
  /^[A-Z]{2}$/.test(code) && !notCountries.has(code) ? regions.of(code) : undefined
