import type { Address, AddressRecord } from '@unefois/domain/address.ts'
import type { AddressReason, AddressRefusal } from './address/address-reasons.ts'
import { normaliseAddress } from './address/normalise-address.ts'
import type { Places } from './address/places/places.ts'
import { displayLines } from './address/rendering/display-lines.ts'
import { countryName } from './country-name.ts'

/** An address as somebody gave it: typed as on an envelope, or field by field (a field may be empty or absent). */
export type GivenAddress =
  | { readonly text: string }
  | { readonly structured: Readonly<Partial<AddressRecord>> }

export type AddressFlaw = AddressRefusal | 'country-unknown'
export type AddressWarning = 'postal-code-federal-offices'

export type ReadAddress =
  | {
      readonly ok: true
      readonly address: Address & { readonly record: AddressRecord }
      /** Whether nothing was guessed. When not, `reasons` say what to ask, and the declarant must confirm. */
      readonly certain: boolean
      readonly reasons: readonly AddressReason[]
      readonly warnings: readonly AddressWarning[]
    }
  | {
      readonly ok: false
      /** JSON Pointer within what was given: `/text`, `/structured` or `/structured/country`. */
      readonly at: string
      readonly code: AddressFlaw
    }

/** What the agencies' contract takes of one address. */
const mostLines = 10
const longestLine = 500

/** What is understood of an address, as people read it and as a record, or why nothing is. Never throws. */
export const readAddress = (given: GivenAddress, places: Places): ReadAddress => {
  const at = 'text' in given ? '/text' : '/structured'
  const read = normaliseAddress(given, places)
  if (!read.understood) return { ok: false, at, code: read.code }
  const { certain, reasons, record, besides } = read
  // Nobody can send mail to a country that is none, whatever the declarant confirms.
  if (countryName(record.country) === undefined)
    return { ok: false, at: '/structured/country', code: 'country-unknown' }
  const lines = [...besides, ...displayLines(record)]
  if (lines.length > mostLines) return { ok: false, at, code: 'address-too-many-lines' }
  if (lines.some((line) => line.length > longestLine)) return { ok: false, at, code: 'address-too-long' }
  return {
    ok: true,
    address: { lines, postalCode: record.postalCode, country: record.country, record },
    certain,
    reasons,
    warnings: warningsOf(record),
  }
}

/** Only federal offices have K1A, on both sides of the river; homes in Gatineau have J codes. */
const warningsOf = ({ postalCode, municipality }: AddressRecord): readonly AddressWarning[] =>
  postalCode.startsWith('K1A') && municipality === 'Gatineau' ? ['postal-code-federal-offices'] : []
