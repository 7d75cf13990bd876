import type { AddressReason } from '../address-reasons.ts'
import type { DraftRecord } from '../draft-record.ts'
import type { Places } from '../places/places.ts'
import type { Token } from '../token.ts'

/** An address being read: each step takes what it understands out of `parts`. */
export type Reading = {
  parts: Token[][]
  readonly record: DraftRecord
  readonly reasons: Set<AddressReason>
  readonly besides: string[]
  readonly places: Places
  /** Words stand behind the postal code. */
  readonly codeInside: boolean
}
