import type { Agency } from '@unefois/domain/agency.ts'
import { failureOf } from '@unefois/domain/failure-of.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { type AgencyCalendar, agencyCalendar } from './agency-calendar.ts'
import { type AgencyGate, agencyGate } from './agency-gate.ts'
import { batched } from './batched.ts'
import type { FreezeDependencies } from './freeze-body.ts'
import type { FreshDeliveries } from './fresh-deliveries.ts'
import { inRequests } from './in-requests.ts'
import { nextDeliveries } from './next-deliveries.ts'
import { pacer } from './pacer.ts'
import { pauseEndpoints } from './pause-endpoints.ts'
import type { AgencyWatch } from './ports/agency-watch.ts'
import type { Calendars } from './ports/calendars.ts'
import type { Random } from './ports/clock.ts'
import type { AttemptResult, DeliveryWork, DueDelivery, Lane } from './ports/deliveries.ts'
import type { Endpoint, Endpoints } from './ports/endpoints.ts'
import type { Journal } from './ports/journal.ts'
import type { Pauses } from './ports/pauses.ts'
import type { Sender } from './ports/sender.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { type Recalls, recalls } from './recalls.ts'
import { type ReadAnswer, sendDeliveries } from './send-deliveries.ts'
import { signalled } from './signalled.ts'
import { traceparents } from './traceparents.ts'
import { wakeWaiting } from './wake-waiting.ts'

export type AttemptDependencies = FreezeDependencies & {
  readonly work: DeliveryWork
  readonly endpoints: Endpoints
  readonly calendars: Pick<Calendars, 'closings'>
  readonly pauses: Pick<Pauses, 'paused'>
  readonly watch: AgencyWatch
  readonly sender: Sender
  readonly wakeUps: WakeUps
  readonly journal: Journal
  readonly random: Random
  readonly breaker: 'on' | 'off'
  /** What this agency's consumer has just opened. */
  readonly fresh: FreshDeliveries
  readonly readAnswer: ReadAnswer
  /** The lanes of this agency that the program owns at this moment. */
  readonly ownedLanes: () => readonly Lane[]
}

/** Looked for at least this often, hints or not. */
const pollMs = 250
const retryMs = 500
/** From being opened to being handed over; some milliseconds, but for a stalled program. */
const handedWithinMs = 1_000
/** Under load results are recorded, and due work read, so many milliseconds apart; a lone delivery at once. */
const gathering = { size: 250, concurrency: 1, paceMs: 40 }

/**
 * 3 ATTEMPT. One agency's deliveries, from this program's lanes: releases what was held, reads what is due in
 * each person's order, sends it under the agency's own slots and breaker, and records the results in batches.
 * While the agency is closed or paused nothing is released or sent. Whether an attempt is under way is known here and nowhere
 * else: nothing is claimed in the database.
 */
export const attemptDeliveries = async (
  dependencies: AttemptDependencies,
  agency: Agency,
  stop: AbortSignal,
): Promise<void> => {
  const { endpoints, journal, wakeUps } = dependencies
  const wake = signalled(wakeUps, `work:${agency.id}`)
  const gate = agencyGate(dependencies, agency)
  const next = nextDeliveries(dependencies, agency)
  dependencies.fresh.serve({
    owns: (shard) => dependencies.ownedLanes().some((lane) => lane.shard === shard),
    call: wake.signal,
  })
  const pace = pacer(gathering.paceMs)
  const inHand = new Set<DeliveryId>()
  const sending = new Set<Promise<void>>()
  const record = batched(async (results: readonly AttemptResult[]) => {
    await recordUntilStored(dependencies, agency, results, stop)
    next.recorded()
    wake.signal()
    return results
  }, gathering)

  const calendar = agencyCalendar(dependencies, agency.id)
  const recalled = recalls(dependencies, agency.id, inHand)
  const request = requesting(dependencies, agency, { gate, calendar, recalled, record })
  const readAndSend = async (endpoint: Endpoint): Promise<void> => {
    const hints = recalled.hints()
    const taken = await next.take(gate.room(endpoint, inHand.size), inHand)
    gate.taken(taken.length)
    pace.note(taken.length)
    for (const { id } of taken) inHand.add(id)
    // Read before it was taken back, perhaps.
    if (recalled.hints() > hints) recalled.look()
    for (const deliveries of inRequests(taken, endpoint.batchSize)) {
      const sent = request(endpoint, deliveries).finally(() => {
        for (const { id } of deliveries) inHand.delete(id)
        sending.delete(sent)
      })
      sending.add(sent)
    }
  }

  const tend = tending(dependencies, agency, {
    inHand: () => new Set([...inHand, ...next.waiting()]),
    isClosed: calendar.isClosed,
  })

  while (!stop.aborted) {
    const round = performance.now()
    try {
      await calendar.look()
      await tend()
      const endpoint = await endpoints.of(agency.id)
      if (endpoint !== null && !calendar.isClosed()) await readAndSend(endpoint)
      // Kept until the agency is open again, it could have been withdrawn meanwhile: the table will know.
      else next.forget()
      await wake.next(pollMs, stop)
      await signalled.pause(pace.waitMs(round), stop)
    } catch (error) {
      journal.alarm('delivery.failed', { agency: agency.id, ...failureOf(error) })
      await signalled.pause(retryMs, stop)
    }
  }
  wake.end()
  next.end()
  recalled.end()
  await Promise.all(sending)
}

type Requesting = {
  readonly gate: AgencyGate
  readonly calendar: AgencyCalendar
  readonly recalled: Recalls
  readonly record: (result: AttemptResult) => Promise<unknown>
}

/** One request through the gate, its results recorded. Never rejects: what was not recorded is due again. */
const requesting = (
  dependencies: AttemptDependencies,
  agency: Agency,
  { gate, calendar, recalled, record }: Requesting,
): ((endpoint: Endpoint, deliveries: readonly DueDelivery[]) => Promise<void>) => {
  const withTraces = { ...dependencies, newTraceparent: traceparents() }
  const paused = pauseEndpoints(dependencies, agency)
  return async (endpoint, deliveries) => {
    try {
      const { results, answer } = await gate.enter(async () =>
        calendar.isClosed() || paused.lately(endpoint)
          ? { results: [], answer: null }
          : sendDeliveries(withTraces, agency, endpoint, await recalled.without(deliveries)),
      )
      if (answer !== null) await paused.ifAsked(endpoint, answer)
      await Promise.all(results.map(record))
    } catch (error) {
      dependencies.journal.alarm('delivery.failed', { agency: agency.id, ...failureOf(error) })
    }
  }
}

type AtHand = { readonly inHand: () => ReadonlySet<DeliveryId>; readonly isClosed: () => boolean }

/** What waits for an instant is looked after at each poll. */
const tending = (
  dependencies: AttemptDependencies,
  agency: Agency,
  { inHand, isClosed }: AtHand,
): (() => Promise<void>) => {
  let next = 0
  return async () => {
    if (performance.now() < next) return
    next = performance.now() + pollMs
    await wakeWaiting({ ...dependencies, inHand: inHand(), handedWithinMs, closed: isClosed() }, agency)
  }
}

/**
 * A result that cannot be stored now is kept and tried again: losing it would send the delivery twice. Once the
 * program is told to stop, the next owner of the lane sends again; the agency knows the id.
 */
const recordUntilStored = async (
  { work, journal }: AttemptDependencies,
  agency: Agency,
  batch: readonly AttemptResult[],
  stop: AbortSignal,
): Promise<void> => {
  for (;;) {
    try {
      return await work.record(agency.id, batch)
    } catch (error) {
      journal.alarm('delivery.failed', { agency: agency.id, ...failureOf(error) })
      if (stop.aborted) return
      await signalled.pause(retryMs, stop)
    }
  }
}
