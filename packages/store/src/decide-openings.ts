import type { MetEvent, OpenReport } from '@unefois/broker/ports/deliveries.ts'
import type { Turn } from '@unefois/broker/turn.ts'
import type { AgencyId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { Hold } from '@unefois/domain/plan.ts'

/** Where an agency's consumer stands with a person. */
export type Position = {
  readonly known: boolean
  readonly personSeq: bigint
  readonly sequence: bigint
  /** Deaths met and not withdrawn: more than one when it was filed twice. */
  readonly deaths: number
  /** The agency takes nothing at present. */
  readonly closed: boolean
}

export type OpeningRow = {
  readonly event: MetEvent
  readonly id: DeliveryId
  readonly kind: string
  readonly sequence: bigint | null
  readonly body: Buffer | null
  /** What is still to pass before it may leave. */
  readonly holds: readonly Hold[]
  readonly turn: Turn
  readonly follows: DeliveryId | null
}

export type DecidedOpenings = {
  readonly agency: AgencyId
  readonly rows: readonly OpeningRow[]
  readonly before: ReadonlyMap<PersonId, Position>
  readonly after: ReadonlyMap<PersonId, Position>
  /** Persons who died or came back, perhaps both in this very batch. */
  readonly deathsMet: ReadonlySet<PersonId>
  readonly repeated: number
  readonly gaps: OpenReport['gaps']
}

/** A death and its withdrawal hold and release a person's other work also where nobody is told of them. */
const ofDeath = ({ kind, turn }: MetEvent): boolean => kind === 'death' && turn !== 'corrected'

/** Whether an agency takes note of an event; the others leave no trace at it (two thirds of what a consumer meets). */
export const isNoted = (event: MetEvent): boolean => event.delivery !== null || ofDeath(event)

/** What the store knows of the persons of a batch. */
export type Known = {
  readonly positions: ReadonlyMap<PersonId, Position>
  /** Of the deliveries that lie behind, those that were opened. */
  readonly opened: ReadonlySet<DeliveryId>
  /** Sequence numbers beyond its position that a person's noted events have at this agency, by the record. */
  readonly awaited: ReadonlyMap<PersonId, readonly bigint[]>
}

/** What a batch of noted person events comes to: pure, but for the bodies that are built on the way. */
export const decideOpenings = (
  agency: AgencyId,
  events: readonly MetEvent[],
  { positions: before, opened: existing, awaited }: Known,
): DecidedOpenings => {
  const after = new Map<PersonId, Position>()
  const rows: OpeningRow[] = []
  const gaps: OpenReport['gaps'][number][] = []
  // Grows within the batch: what the reconciler put back can stand in one batch with the first copy.
  const opened = new Set(existing)
  const deathsMet = new Set<PersonId>()
  let repeated = 0
  const now = new Date()

  for (const event of events) {
    const at = after.get(event.person) ?? before.get(event.person)
    if (at === undefined) throw new Error('a person without a position')
    const missing = awaited
      .get(event.person)
      ?.find((personSeq) => personSeq > at.personSeq && personSeq < event.personSeq)
    if (missing !== undefined) {
      gaps.push({ person: event.person, expected: missing, found: event.personSeq })
      continue
    }
    const behind = event.personSeq <= at.personSeq
    if (behind && (event.delivery === null || opened.has(event.delivery.id))) {
      repeated += 1
      continue
    }
    const row = event.delivery === null ? null : openRow(event, event.delivery, at, now)
    if (row !== null) {
      rows.push(row)
      opened.add(row.id)
    }
    if (ofDeath(event)) deathsMet.add(event.person)
    after.set(event.person, {
      known: at.known,
      personSeq: behind ? at.personSeq : event.personSeq,
      sequence: row?.sequence ?? at.sequence,
      deaths: deathsAfter(at.deaths, event),
      closed: at.closed,
    })
  }
  return { agency, rows, before, after, deathsMet, repeated, gaps }
}

const deathsAfter = (before: number, { kind, turn }: MetEvent): number => {
  if (kind !== 'death' || turn === 'corrected') return before
  return turn === 'declared' ? before + 1 : Math.max(before - 1, 0)
}

const deathHold: Hold = { reason: 'death', until: null }

/** Released by the first look after the agency has opened: calendars change, so no end is written down. */
const calendarHold = (now: Date): Hold => ({ reason: 'calendar', until: now })

const openRow = (
  event: MetEvent,
  delivery: NonNullable<MetEvent['delivery']>,
  at: Position,
  now: Date,
): OpeningRow => {
  const { id, turn, follows } = delivery
  const about = { event, id, kind: event.kind, turn, follows }
  const diedBefore = at.deaths > 0 && event.kind !== 'death'
  const pending = delivery.holds.filter(
    ({ reason, until }) => reason !== 'calendar' && (until === null || until > now),
  )
  const holds = [...(diedBefore ? [deathHold] : []), ...pending, ...(at.closed ? [calendarHold(now)] : [])]
  if (holds.length > 0 || follows !== null) return { ...about, sequence: null, body: null, holds }
  const sequence = at.sequence + 1n
  return { ...about, sequence, body: delivery.freeze(sequence), holds }
}
