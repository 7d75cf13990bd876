import type { AddressReason, AddressRefusal } from './address-reasons.ts'
import type { AddressRecord } from './address-record.ts'

export type NormalisedAddress =
  | { readonly understood: false; readonly code: AddressRefusal }
  | {
      readonly understood: true
      /** True without reasons only. */
      readonly certain: boolean
      /** What to ask the declarant, in the order of the catalogue. */
      readonly reasons: readonly AddressReason[]
      readonly record: AddressRecord
      /** What was typed and the record has no place for: a building's name, a care-of line. */
      readonly besides: readonly string[]
    }
