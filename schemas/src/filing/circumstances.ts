import type { IsoDate } from '@unefois/domain/person.ts'
import type { Places } from '@unefois/quebec/address/places/places.ts'

/** What a declaration is read against. */
export type Circumstances = {
  /** The calendar day in Québec. */
  readonly today: IsoDate
  /** Whether invented persons (NAS beginning with 0) are accepted. */
  readonly demonstration: boolean
  /** Ids of every agency, partner and other body that a declarant may name. */
  readonly bodies: ReadonlySet<string>
  /** The places that addresses are read against. */
  readonly places: Places
}
