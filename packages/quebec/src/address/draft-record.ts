import type { AddressRecord } from './address-record.ts'

/** A record under construction. */
export type DraftRecord = { -readonly [Field in keyof AddressRecord]: AddressRecord[Field] }

export const draftRecord = (): DraftRecord => ({
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
})
