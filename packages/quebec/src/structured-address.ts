import type { Address, AddressRecord } from '@unefois/domain/address.ts'
import { addressLines } from './address-lines.ts'
import { countryName } from './country-name.ts'
import { postalCode } from './postal-code.ts'
import { isProvince } from './provinces.ts'

export type StructuredAddressFlaw =
  | 'required'
  | 'address-incomplete'
  | 'country-unknown'
  | 'province-unknown'
  | 'postal-code-missing'
  | 'postal-code-impossible'
  | 'postal-code-not-real'

type Flaw = { readonly ok: false; readonly at: string; readonly code: StructuredAddressFlaw }
type Read = Flaw | { readonly ok: true; readonly address: Address; readonly record: AddressRecord }

const flaw = (at: string, code: StructuredAddressFlaw): Flaw => ({ ok: false, at, code })

/** Postal codes whose form is known; those of other countries are taken as typed, and some have none. */
const formsAbroad: Readonly<Record<string, RegExp>> = {
  US: /^[0-9]{5}(?:-[0-9]{4})?$/,
  FR: /^[0-9]{5}$/,
}

const emptyRecord: AddressRecord = {
  civicNumber: '',
  civicNumberSuffix: '',
  generic: '',
  link: '',
  specific: '',
  direction: '',
  unit: '',
  unitType: '',
  poBox: '',
  station: '',
  ruralRoute: '',
  municipality: '',
  province: '',
  postalCode: '',
  country: '',
}

/** An address given field by field, each field taken as it stands; no country means Canada. */
export const readFields = (given: Readonly<Partial<AddressRecord>>): Read => {
  const country = (given.country ?? '').toUpperCase() || 'CA'
  const province = (given.province ?? '').toUpperCase()
  const filled = { ...emptyRecord, ...given, country, province }
  if (countryName(country) === undefined) return flaw('/country', 'country-unknown')
  if (filled.municipality === '') return flaw('/municipality', 'required')
  if ([filled.specific, filled.poBox, filled.ruralRoute].every((field) => field === '')) {
    return flaw('', 'address-incomplete')
  }
  if (country === 'CA' && province === '') return flaw('/province', 'required')
  if (country === 'CA' && !isProvince(province)) return flaw('/province', 'province-unknown')
  const code = codeOf(filled)
  if (!code.ok) return code
  const record = { ...filled, postalCode: code.value }
  return {
    ok: true,
    record,
    address: { lines: addressLines(record), postalCode: code.value, country, record },
  }
}

const codeOf = (record: AddressRecord): Flaw | { readonly ok: true; readonly value: string } => {
  const at = '/postalCode'
  if (record.country === 'CA') {
    if (record.postalCode === '') return flaw(at, 'postal-code-missing')
    const checked = postalCode(record.postalCode)
    if (checked.ok) return checked
    return flaw(at, checked.code === 'postal-code-not-real' ? checked.code : 'postal-code-impossible')
  }
  const form = formsAbroad[record.country]
  if (form !== undefined && !form.test(record.postalCode)) {
    return flaw(at, record.postalCode === '' ? 'postal-code-missing' : 'postal-code-impossible')
  }
  return { ok: true, value: record.postalCode }
}
