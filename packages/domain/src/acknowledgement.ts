import type { IsoInstant } from './person.ts'

/** The agency's business answer. */
export const outcomes = ['accepted', 'rejected', 'not-a-client', 'deferred', 'needs-review'] as const
export type Outcome = (typeof outcomes)[number]

export type Acknowledgement = {
  readonly outcome: Outcome
  /** Why, in the agency's words; required with `rejected`. At most 500 characters. */
  readonly reason?: string
  /** The agency's own file or transaction number. At most 100 characters. */
  readonly reference?: string
  /** With `deferred`: when to send again. */
  readonly until?: IsoInstant
}
