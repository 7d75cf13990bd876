import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { failureOf } from '@unefois/domain/failure-of.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { agencyCalendar } from './agency-calendar.ts'
import { agencyGate } from './agency-gate.ts'
import { batched } from './batched.ts'
import { bodyContext, type FreezeDependencies } from './freeze-body.ts'
import type { FreshDeliveries } from './fresh-deliveries.ts'
import { judgeAttempt } from './judge-attempt.ts'
import { nextDeliveries } from './next-deliveries.ts'
import { pacer } from './pacer.ts'
import type { AgencyWatch } from './ports/agency-watch.ts'
import type { Calendars } from './ports/calendars.ts'
import type { Random } from './ports/clock.ts'
import type { AttemptResult, DeliveryWork, DueDelivery, Lane } from './ports/deliveries.ts'
import type { Endpoint, Endpoints } from './ports/endpoints.ts'
import type { Journal } from './ports/journal.ts'
import type { Pauses } from './ports/pauses.ts'
import type { Sender, SendResult } from './ports/sender.ts'
import type { SealingKey, Vault } from './ports/vault.ts'
import type { WakeUps } from './ports/wake-ups.ts'
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
  readonly readAcknowledgement: (body: Buffer) => Acknowledgement | null
  /** The lanes of this agency that the program owns at this moment. */
  readonly ownedLanes: () => readonly Lane[]
}

/** Looked for at least this often, hints or not. */
const pollMs = 250
const retryMs = 500
/** From being opened to being in hand; some milliseconds, but for a stalled program. */
const handedWithinMs = 1_000
/** Read ahead for each slot, so that a freed slot finds its next delivery in memory. */
const readAhead = 4
/** Under load results are recorded, and due work read, so many milliseconds apart; a lone delivery at once. */
const gathering = { size: 500, concurrency: 1, paceMs: 30 }

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
  const withTraces = { ...dependencies, newTraceparent: traceparents() }
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
  const take = async (endpoint: Endpoint, delivery: DueDelivery): Promise<void> => {
    const result = await gate.enter(async () =>
      calendar.isClosed() ? null : attempt(withTraces, agency, { endpoint, delivery }),
    )
    if (result !== null) await record(result)
    inHand.delete(delivery.id)
  }

  const readAndSend = async (endpoint: Endpoint): Promise<void> => {
    const room = gate.room(agency.limits.slots * readAhead - inHand.size)
    for (const delivery of await next.take(room, inHand)) {
      pace.note(1)
      inHand.add(delivery.id)
      const taken = take(endpoint, delivery).finally(() => sending.delete(taken))
      sending.add(taken)
    }
  }

  let wakeWaitingAt = 0
  const tend = async (): Promise<void> => {
    if (performance.now() < wakeWaitingAt) return
    wakeWaitingAt = performance.now() + pollMs
    await wakeWaiting({ ...dependencies, inHand, handedWithinMs, closed: calendar.isClosed() }, agency)
  }

  while (!stop.aborted) {
    const round = performance.now()
    try {
      await calendar.look()
      await tend()
      const endpoint = await endpoints.of(agency.id)
      if (endpoint !== null && !calendar.isClosed()) await readAndSend(endpoint)
      // Kept until the agency is open again, it could have been withdrawn meanwhile: the table will know.
      else dependencies.fresh.take()
      await wake.next(pollMs, stop)
      await signalled.pause(pace.waitMs(round), stop)
    } catch (error) {
      journal.alarm('delivery.failed', { agency: agency.id, ...failureOf(error) })
      await signalled.pause(retryMs, stop)
    }
  }
  wake.end()
  next.end()
  await Promise.all(sending)
}

const attempt = async (
  dependencies: AttemptDependencies & { readonly newTraceparent: () => string },
  agency: Agency,
  { endpoint, delivery }: { readonly endpoint: Endpoint; readonly delivery: DueDelivery },
): Promise<AttemptResult | null> => {
  const { vault, sender, clock, random, readAcknowledgement, journal } = dependencies
  if (!stillOwned(dependencies, delivery)) return null
  const startedAt = clock.now()
  const unsealed = unsealBody(vault, delivery)
  if (unsealed === null) return unreadable(dependencies, delivery, startedAt)
  const { key, body } = unsealed
  const sent = await sender.send(endpoint, {
    id: delivery.id,
    body,
    deliveries: 1,
    sentAt: startedAt,
    traceparent: dependencies.newTraceparent(),
  })
  const then = judgeAttempt(delivery, sent, {
    now: clock.now(),
    random,
    limits: agency.limits,
    readAcknowledgement,
  })
  if (then.go === 'park')
    journal.alarm('delivery.parked', { agency: agency.id, delivery: delivery.id, reason: then.reason })
  return {
    delivery,
    attempt: {
      startedAt,
      durationMs: Math.round(sent.durationMs),
      status: sent.status,
      failure: sent.failure,
      answer: keptAnswer(key, delivery, sent, then),
    },
    then,
  }
}

/** Waiting for a slot took so long that another program owns the lane now: it will send. */
const stillOwned = ({ ownedLanes }: AttemptDependencies, { shard, epoch }: DueDelivery): boolean =>
  ownedLanes().some((lane) => lane.shard === shard && lane.epoch === epoch)

/** What came back, where it says more than the acknowledgement that was read from it and is recorded field by field. */
const keptAnswer = (
  key: SealingKey,
  { id }: DueDelivery,
  { body }: SendResult,
  then: AttemptResult['then'],
): Buffer | null => (body.length === 0 || then.go === 'acknowledged' ? null : key.seal(`answer:${id}`, body))

const unsealBody = (vault: Vault, delivery: DueDelivery): { key: SealingKey; body: Buffer } | null => {
  try {
    const key = vault.openKey(delivery.declaration, delivery.wrappedKey)
    return { key, body: key.open(bodyContext(delivery.id), delivery.frozenBody) }
  } catch {
    return null
  }
}

/** The frozen body was altered, or the root key is another one: no retry can mend that, an operator must look. */
const unreadable = (
  { journal }: AttemptDependencies,
  delivery: DueDelivery,
  startedAt: Date,
): AttemptResult => {
  const reason = 'body-unreadable'
  journal.alarm('delivery.parked', { agency: delivery.agency, delivery: delivery.id, reason })
  return {
    delivery,
    attempt: { startedAt, durationMs: 0, status: null, failure: reason, answer: null },
    then: { go: 'park', reason },
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
