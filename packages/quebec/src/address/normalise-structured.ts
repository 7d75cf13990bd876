import { type AddressReason, addressReasons } from './address-reasons.ts'
import type { AddressRecord } from './address-record.ts'
import { type DraftRecord, draftRecord } from './draft-record.ts'
import { foldName, foldWord } from './fold.ts'
import type { NormalisedAddress } from './normalised-address.ts'
import type { Places } from './places/places.ts'
import { anchorPostalCode } from './reading/anchor-postal-code.ts'
import { judgePlace } from './reading/judge-place.ts'
import { looksMisspelt } from './reading/looks-misspelt.ts'
import { readCivicNumber } from './reading/read-civic-number.ts'
import { keptMunicipality, knownMunicipality } from './reading/spell-municipality.ts'
import { structuredStreet } from './reading/structured-street.ts'
import { canadianCities } from './tables/canadian-cities.ts'
import { countryByName, withoutPostalCodes } from './tables/countries.ts'
import { provinceByName, provinceOfPostalCode } from './tables/provinces.ts'
import { unitTypeByWord, untyped } from './tables/unit-types.ts'
import { plainPunctuation, wordsOf } from './tokenise.ts'

type Given = Partial<AddressRecord>
type Draft = { readonly record: DraftRecord; readonly reasons: Set<AddressReason>; readonly places: Places }

const longestField = 200

/** A record given field by field: each field is brought into the same form as a text's, and judged as strictly. */
export const normaliseStructured = (given: Given, places: Places): NormalisedAddress => {
  const values = Object.values(given).map((value) => value.trim())
  if (values.every((value) => value === '')) return { understood: false, code: 'address-empty' }
  if (values.some((value) => value.length > longestField))
    return { understood: false, code: 'address-too-long' }
  const draft: Draft = { record: draftRecord(), reasons: new Set(), places }
  const country = countryOf(given.country ?? '')
  if (country !== 'CA') return abroad(given, country)
  draft.record.country = 'CA'
  readCode(given, draft)
  readMunicipality(given, draft)
  readNumber(given, draft)
  readUnit(given, draft)
  draft.record.poBox = tidy(given.poBox)
  draft.record.station = tidy(given.station)
  draft.record.ruralRoute = tidy(given.ruralRoute).replace(/^R\.?R\.? ?/i, '')
  structuredStreet(given, draft)
  return outcome(draft, [])
}

const tidy = (text = ''): string =>
  plainPunctuation(text)
    .replace(/\s{1,200}/g, ' ')
    .trim()

const countryOf = (typed: string): string => {
  const key = foldWord(typed)
  if (key === '') return 'CA'
  return countryByName.get(key) ?? (/^[A-Z]{2}$/.test(key) ? key : '')
}

const outcome = ({ record, reasons }: Draft, besides: readonly string[]): NormalisedAddress => {
  const byPost = record.poBox !== '' || record.ruralRoute !== ''
  if (record.specific === '' && record.municipality === '' && !byPost && record.postalCode === '')
    return { understood: false, code: 'address-not-understood' }
  const ordered = addressReasons.filter((reason) => reasons.has(reason))
  return { understood: true, certain: ordered.length === 0, reasons: ordered, record, besides }
}

const canadianCode = /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i

/** Postal codes whose form is known; those of other countries are taken as typed. */
const formsAbroad: Readonly<Record<string, RegExp>> = {
  US: /^\d{5}(?:-\d{4})?$/,
  FR: /^\d{5}$/,
}

const abroad = (given: Given, country: string): NormalisedAddress => {
  const record = draftRecord()
  for (const field of Object.keys(record) as (keyof DraftRecord)[])
    record[field] = (given[field] ?? '').trim()
  record.country = country
  const reasons = new Set<AddressReason>()
  if (country === '') reasons.add('country-missing')
  if (record.specific === '' && record.poBox === '') reasons.add('street-missing')
  if (record.municipality === '') reasons.add('municipality-missing')
  if (record.postalCode === '' && !withoutPostalCodes.has(country)) reasons.add('postal-code-missing')
  else if (canadianCode.test(record.postalCode)) reasons.add('country-contradiction')
  else if (formsAbroad[country]?.test(record.postalCode) === false) reasons.add('postal-code-impossible')
  return {
    understood: true,
    certain: reasons.size === 0,
    reasons: addressReasons.filter((each) => reasons.has(each)),
    record,
    besides: [],
  }
}

const readCode = (given: Given, { record, reasons }: Draft): void => {
  const { code, reason } = anchorPostalCode(tidy(given.postalCode))
  record.postalCode = code
  if (reason !== undefined)
    reasons.add(
      tidy(given.postalCode) === ''
        ? 'postal-code-missing'
        : reason === 'postal-code-missing'
          ? 'postal-code-impossible'
          : reason,
    )
  const typed = foldWord(given.province ?? '')
  const province = typed === 'QUEBEC' ? 'QC' : provinceByName.get(typed)
  const implied = code === '' ? '' : provinceOfPostalCode(code)
  record.province = province ?? implied
  if (typed !== '' && province === undefined) reasons.add('province-contradiction')
  const federal = code.startsWith('K1A') && province === 'QC'
  if (province !== undefined && implied !== '' && province !== implied && !federal && !code.startsWith('X'))
    reasons.add('province-contradiction')
}

const readMunicipality = (given: Given, { record, reasons, places }: Draft): void => {
  const words = wordsOf(tidy(given.municipality))
  if (words.length === 0) {
    reasons.add('municipality-missing')
    return
  }
  const key = foldWord(tidy(given.municipality))
  const inQuebec = record.province === 'QC' || record.province === ''
  const place = inQuebec ? judgePlace(key, record.postalCode, places) : undefined
  if (place?.known !== true) {
    record.municipality =
      canadianCities.get(`${record.province} ${foldName(key)}`) ?? keptMunicipality(words, record.province)
    if (inQuebec && looksMisspelt(key, record.postalCode, places)) reasons.add('municipality-unclear')
    return
  }
  record.municipality = knownMunicipality(place.name, words, places)
  if (place.verdict === 'contradicts') reasons.add('municipality-contradiction')
}

const readNumber = (given: Given, { record, reasons }: Draft): void => {
  const typed = tidy(given.civicNumber)
  const suffix = tidy(given.civicNumberSuffix)
  const byPost = tidy(given.poBox) !== '' || tidy(given.ruralRoute) !== ''
  if (typed === '') {
    if (!byPost) reasons.add('civic-number-missing')
    return
  }
  // A range is a range here: the unit has a field of its own.
  const range = /^([1-9]\d{0,5})-(\d{1,6})$/.exec(typed)
  const read = range === null ? readCivicNumber(wordsOf(typed.replace(/([½¼¾])/g, ' $1'))) : undefined
  record.civicNumber = read?.number ?? typed
  record.civicNumberSuffix = read === undefined || read.suffix === '' ? suffixOf(suffix) : read.suffix
  const doubled =
    read !== undefined && read.suffix !== '' && suffix !== '' && suffixOf(suffix) !== read.suffix
  if ((read === undefined && range === null) || read?.reason !== undefined || doubled)
    reasons.add('civic-number-unclear')
}

const halves: Readonly<Record<string, string>> = { '1/2': '½', '1/4': '¼', '3/4': '¾' }
const suffixOf = (typed: string): string =>
  halves[typed] ?? (/^(?:bis|ter)$/i.test(typed) ? typed.toLowerCase() : typed.toUpperCase())

const readUnit = (given: Given, { record }: Draft): void => {
  record.unit = tidy(given.unit).toUpperCase()
  const type = tidy(given.unitType)
  const known = unitTypeByWord.get(foldWord(type))
  record.unitType = known?.name ?? (type === '' && record.unit !== '' ? untyped : type)
}
