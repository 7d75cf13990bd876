/** The ledgers that the check compares. Each is written by somebody who does not know the others. */

export type ToldDelivery = { readonly agency: string; readonly delivery: string }

/** What the client was told, a line for each try. */
export type FilingLine = {
  readonly at: string
  readonly key: string
  readonly person: number
  readonly move: number
} & (
  | { readonly answer: 'acknowledged'; readonly declaration: string; readonly told: readonly ToldDelivery[] }
  /** For good: the declaration will never be accepted as it stands. */
  | { readonly answer: 'refused'; readonly why: string }
  /** No answer, or one after which the same key must be tried again: it may be stored or not. */
  | { readonly answer: 'indeterminate'; readonly why: string }
)

/** A line of an agency's own ledger (`GET /{agency}/received`). */
export type Received = {
  readonly deliveryId: string
  readonly attempt: number
  readonly receivedAt: string
  readonly subject: string
  readonly sequence: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly duplicate: boolean
}

/** All that an agency may read of a move: values, and the lines of addresses, both known to the letter. */
export type ExpectedNotice = {
  readonly values: Readonly<Record<string, unknown>>
  readonly addresses: Readonly<Record<string, readonly string[]>>
}

/** What whoever invented the persons knows without asking the product. */
export type Expectation = {
  /** The agencies concerned by a move, and what each may read of it. */
  concerned(person: number, move: number): ReadonlyMap<string, ExpectedNotice>
  /** Whose move a payload speaks of; null when it is nobody's. */
  identify(data: Readonly<Record<string, unknown>>): { readonly person: number; readonly move: number } | null
}

/** A delivery as operators are shown it. */
export type Listed = { readonly id: string; readonly agency: string; readonly state: string }

export type Ledgers = {
  readonly filings: readonly FilingLine[]
  readonly listed: readonly Listed[]
  /** By agency, each in its order of arrival; agencies that must hear nothing included. */
  readonly received: ReadonlyMap<string, readonly Received[]>
  readonly expectation: Expectation
}

export const violationKinds = [
  /** Acknowledged, and an agency concerned has not received it. */
  'lost',
  /** An agency received what does not concern it, was not planned for it, or was never filed. */
  'misdelivered',
  /** One move at one agency under two delivery ids, or one id taken twice for new. */
  'duplicate-effect',
  'wrong-order',
  /** A sequence number that never arrived. */
  'gap',
  /** The payload is not that of its declaration. */
  'wrong-content',
  /** A key that the agency may not know. */
  'foreign-field',
  /** An agency calls two persons alike, or one by two names, or two agencies call one alike. */
  'wrong-subject',
  /** The answer to a key was another at a repetition. */
  'changed-answer',
  /** The plan names other agencies than those concerned. */
  'wrong-plan',
  /** The same id came with other bytes. */
  'changed-body',
  /** An acknowledged delivery is not listed as accepted, or what an agency received is not listed at all. */
  'unfinished',
] as const

export type ViolationKind = (typeof violationKinds)[number]

export type Violation = { readonly kind: ViolationKind; readonly what: string }
