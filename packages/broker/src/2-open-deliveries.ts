import type { Agency } from '@unefois/domain/agency.ts'
import { generalReasons } from '@unefois/domain/general-reasons.ts'
import type { DeclarationId } from '@unefois/domain/ids.ts'
import type { PlanLine } from '@unefois/domain/plan.ts'
import { batched } from './batched.ts'
import { toDeadLetter } from './dead-letter-record.ts'
import { type FreezeDependencies, prepareBody } from './freeze-body.ts'
import type { FreshDeliveries } from './fresh-deliveries.ts'
import { fromHeaders, type PersonEventHead } from './person-event-record.ts'
import { hearingOf } from './plan-deliveries.ts'
import type { Declarations } from './ports/declarations.ts'
import type { DeliveryToOpen, DeliveryWork, MetEvent } from './ports/deliveries.ts'
import type { BatchHandler, EventLog, StoredRecord } from './ports/event-log.ts'
import type { Journal } from './ports/journal.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import type { PersonEventReading, ReadPersonEvent } from './read-person-event.ts'
import type { PersonEventContent } from './sealed-content.ts'
import { topics } from './topics.ts'
import type { Turn } from './turn.ts'

export type OpenDependencies = FreezeDependencies & {
  readonly declarations: Pick<Declarations, 'wrappedKeys'>
  readonly readPersonEvent: ReadPersonEvent
  readonly work: Pick<DeliveryWork, 'open'>
  readonly log: Pick<EventLog, 'publish'>
  readonly wakeUps: Pick<WakeUps, 'signal'>
  readonly journal: Journal
  /** Where this agency's lanes, which run beside, look first. */
  readonly fresh: FreshDeliveries
}

type MeetDependencies = OpenDependencies & {
  /** Shown what a body was before it was sealed. */
  readonly frozen: (sealed: Buffer, plain: Buffer) => void
}

/** What a consumer makes of a record. */
type Reading =
  | { readonly as: 'met'; readonly met: MetEvent }
  /** The declaration's key was destroyed: its retention has ended, there is nothing left to tell. */
  | { readonly as: 'erased' }
  | { readonly as: 'unreadable'; readonly record: StoredRecord; readonly cause: string }

/**
 * 2 OPEN. One agency's consumer: for each person event, opens the agency's delivery as the plan says, held or
 * due. It writes rows and never calls out, so that no agency's answers can slow another's consumer down. A record that it has met
 * before changes nothing; one that nobody can read becomes a dead letter.
 */
export const openDeliveries = (dependencies: OpenDependencies, agency: Agency): BatchHandler => {
  const { declarations, log, journal } = dependencies
  // Of what is handed on at once, so that it need not be unsealed the moment after.
  const plain = new WeakMap<Buffer, Buffer>()
  const meeting = { ...dependencies, frozen: (sealed: Buffer, body: Buffer) => void plain.set(sealed, body) }

  const handle = async (records: readonly StoredRecord[]): Promise<void> => {
    const heads = records.map(({ headers }) => fromHeaders(headers))
    const ids = new Set(heads.flatMap((head) => (head === null ? [] : [head.declaration])))
    const wrapped = await declarations.wrappedKeys([...ids])
    const readings = records.map((record, i) =>
      read(meeting, agency, { record, head: heads[i] ?? null, wrapped }),
    )

    const met = readings.flatMap((reading) => (reading.as === 'met' ? [reading.met] : []))
    if (met.length > 0) await write(dependencies, agency, { met, wrapped, plain })
    const unreadable = readings.flatMap((reading) => (reading.as === 'unreadable' ? [reading] : []))
    if (unreadable.length === 0) return
    await log.publish(
      topics.deadLetters,
      unreadable.map(({ record, cause }) => toDeadLetter(record, agency.id, cause)),
    )
    for (const { cause } of unreadable) journal.alarm('dead-letter.written', { agency: agency.id, cause })
  }

  // Slices of several partitions together: a person is in one of them only, so the order of each is kept.
  const together = batched(async (slices: readonly (readonly StoredRecord[])[]) => {
    await handle(slices.flat())
    return slices.map(() => null)
  }, gathering)

  return async ({ records }) => {
    await together(records)
  }
}

/**
 * Under load a few large writes in place of many small ones; a lone event is opened at once. (At 80 ms no less was used,
 * and a single agency got 1,160 deliveries a second where it now gets 2,050; one run each.)
 */
const gathering = { size: 8, concurrency: 1, paceMs: 40 }

type Met = {
  readonly met: readonly MetEvent[]
  readonly wrapped: ReadonlyMap<DeclarationId, Buffer>
  /** What sealed bodies were before. */
  readonly plain: WeakMap<Buffer, Buffer>
}

/** Opens what is told, and hands what may leave now to the lanes beside. */
const write = async (
  { work, fresh, wakeUps, journal }: OpenDependencies,
  agency: Agency,
  { met, wrapped, plain }: Met,
): Promise<void> => {
  const written = fresh.announce(met.flatMap(({ delivery }) => (delivery === null ? [] : [delivery.id])))
  const died = met.flatMap(({ kind, person }) => (kind === 'death' ? [person] : []))
  if (died.length > 0) fresh.drop(died)
  try {
    const report = await work.open(agency.id, met)
    for (const gap of report.gaps)
      journal.alarm('consumer.gap', {
        agency: agency.id,
        expected: Number(gap.expected),
        found: Number(gap.found),
      })
    const handed = fresh.hand(
      report.heads.flatMap((head) => {
        const wrappedKey = wrapped.get(head.declaration)
        const body = plain.get(head.frozenBody)
        return wrappedKey === undefined
          ? []
          : [{ ...head, agency: agency.id, wrappedKey, ...(body !== undefined && { body }) }]
      }),
    )
    const more = report.opened > report.heads.length || report.repeated > 0
    if (!handed || more) wakeUps.signal(`work:${agency.id}`)
  } finally {
    written()
  }
}

type Found = {
  readonly record: StoredRecord
  readonly head: PersonEventHead | null
  readonly wrapped: ReadonlyMap<DeclarationId, Buffer>
}

const read = (dependencies: MeetDependencies, agency: Agency, { record, head, wrapped }: Found): Reading => {
  if (head === null) return { as: 'unreadable', record, cause: 'headers' }
  const wrappedKey = wrapped.get(head.declaration)
  if (wrappedKey === undefined) return { as: 'erased' }
  try {
    const reading = dependencies.readPersonEvent(head, wrappedKey, record.value)
    return { as: 'met', met: meet(dependencies, agency, { head, ...reading }) }
  } catch {
    // Why it cannot be read is in the cause; the error's text could quote what was sealed.
    return { as: 'unreadable', record, cause: 'content' }
  }
}

type Opened = PersonEventReading & { readonly head: PersonEventHead }

const meet = (dependencies: MeetDependencies, agency: Agency, opened: Opened): MetEvent => {
  const { head, content } = opened
  const line = content.lines.find((candidate) => candidate.agency === agency.id)
  if (content.turn !== 'withdrawn') compareWithRules(dependencies, agency, content, line)
  return {
    personEvent: head.id,
    declaration: head.declaration,
    person: head.person,
    personSeq: head.personSeq,
    kind: content.view.kind,
    turn: content.turn,
    delivery: deliveryToOpen(dependencies, agency, { ...opened, line }),
  }
}

/**
 * Told: the plan's delivery, which follows an earlier one where it corrects it. No longer told: the notice that takes
 * the earlier one back. Null for an agency that neither declaration tells.
 */
const deliveryToOpen = (
  dependencies: MeetDependencies,
  agency: Agency,
  { head, key, content, line }: Opened & { readonly line: PlanLine | undefined },
): DeliveryToOpen | null => {
  const following = content.following.find((candidate) => candidate.agency === agency.id) ?? null
  const toldLine = line?.told === true && content.turn !== 'withdrawn' ? line : null
  const id = toldLine?.delivery ?? following?.delivery
  if (id === undefined) return null
  const turn: Turn = toldLine === null ? 'withdrawn' : following === null ? 'declared' : 'corrected'
  const holds = toldLine?.holds ?? []
  // What follows another, or waits for somebody, is not complete yet: an act without its number, a consent to come.
  const complete = following === null && holds.every(({ until }) => until !== null)
  const about = { id, declaration: head.declaration, person: head.person, content: { ...content, turn }, key }
  return {
    id,
    turn,
    follows: following?.previous ?? null,
    holds,
    freeze: complete
      ? prepareBody(dependencies, agency, { ...about, heard: null }, dependencies.frozen)
      : builtAtRelease,
  }
}

const builtAtRelease = (): never => {
  throw new Error('this body is built at its release')
}

/** The plan wins. Rules that would decide otherwise today (they changed, or a clock did) are worth an alarm. */
const compareWithRules = (
  { journal }: OpenDependencies,
  agency: Agency,
  { view }: PersonEventContent,
  line: PlanLine | undefined,
): void => {
  // The declaration itself said why: nothing that an agency's rules could know.
  if (line !== undefined && line.reason in generalReasons) return
  const concern = hearingOf(agency, view.kind)?.concern(view)
  const rulesTell = concern?.told ?? false
  const planTells = line?.told ?? false
  if (rulesTell !== planTells)
    journal.alarm('consumer.plan-differs', { agency: agency.id, planTells, rulesTell })
}
