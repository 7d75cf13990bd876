import type { Address, AddressRecord } from '@unefois/domain/address.ts'
import { readFields, type StructuredAddressFlaw } from './structured-address.ts'
import { type TypedAddressFlaw, type TypedAddressWarning, typedAddress } from './typed-address.ts'

/** An address as somebody gave it: typed as on an envelope, or field by field (a field may be empty or absent). */
export type GivenAddress =
  | { readonly text: string }
  | { readonly structured: Readonly<Partial<AddressRecord>> }

export type AddressFlaw = TypedAddressFlaw | StructuredAddressFlaw
export type AddressReason = 'civic-number-missing'
export type AddressWarning = TypedAddressWarning

export type ReadAddress =
  | {
      readonly ok: true
      readonly address: Address
      /** Whether nothing was guessed. When not, `reasons` say what to ask, and the declarant must confirm. */
      readonly certain: boolean
      readonly reasons: readonly AddressReason[]
      readonly warnings: readonly AddressWarning[]
    }
  | {
      readonly ok: false
      /** JSON Pointer within what was given, e.g. `/text` or `/structured/postalCode`. */
      readonly at: string
      readonly code: AddressFlaw
    }

/** What is understood of an address, or why nothing is. Free text travels in the declarant's own lines. */
export const readAddress = (given: GivenAddress): ReadAddress => {
  if ('structured' in given) return readStructured(given.structured)
  const read = typedAddress(given.text)
  if (!read.ok) return { ok: false, at: '/text', code: read.code }
  return { ok: true, address: read.value, certain: true, reasons: [], warnings: read.warnings }
}

const readStructured = (given: Readonly<Partial<AddressRecord>>): ReadAddress => {
  const read = readFields(given)
  if (!read.ok) return { ok: false, at: `/structured${read.at}`, code: read.code }
  const { address, record } = read
  const reasons: readonly AddressReason[] =
    record.civicNumber === '' && record.poBox === '' && record.country === 'CA'
      ? ['civic-number-missing']
      : []
  return { ok: true, address, certain: reasons.length === 0, reasons, warnings: [] }
}
