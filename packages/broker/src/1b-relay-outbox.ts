import { failureOf } from '@unefois/domain/failure-of.ts'
import { pacer } from './pacer.ts'
import type { EventLog, LogRecord } from './ports/event-log.ts'
import type { Journal } from './ports/journal.ts'
import type { Outbox, OutboxRow, RelayLock } from './ports/outbox.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { nextReconcileMs } from './reconcile-rhythm.ts'
import { signalled } from './signalled.ts'
import { topicPartitions } from './topics.ts'

export type RelayDependencies = {
  readonly outbox: Outbox
  readonly log: EventLog
  readonly lock: RelayLock
  readonly wakeUps: WakeUps
  readonly journal: Journal
}

/** Rows published at once: 500 records of 1–2 KB, half of what one request to Kafka may carry (1 MiB). */
const batchSize = 500
/** The safety net behind the wake-ups. */
const pollMs = 100
/** Under load rows are read so many milliseconds apart; a lone one is published at once. */
const paceMs = 20
const retryMs = 500
/** How often to look whether another relay has gone, and how old a person event is before it counts as lost. */
const lockRetryMs = 1_000
const lostAfterMs = 15_000

/**
 * 1b RELAY. The single writer that carries committed rows to the event log, in commit order. Several writers
 * would reorder a person's events. A batch that fails is published again unchanged, and nothing overtakes it.
 */
export const relayOutbox = (dependencies: RelayDependencies, stop: AbortSignal): Promise<void> => {
  const run = async (): Promise<void> => {
    while (!stop.aborted) {
      const held = await tryLock(dependencies)
      if (held === null) {
        await signalled.pause(lockRetryMs, stop)
        continue
      }
      dependencies.journal.info('relay.leading')
      try {
        await publishUntil(dependencies, AbortSignal.any([stop, held.lost]))
        if (held.lost.aborted) dependencies.journal.alarm('relay.lock-lost')
      } finally {
        await held.release()
      }
    }
  }
  return run()
}

const tryLock = async ({
  lock,
  journal,
}: RelayDependencies): Promise<Awaited<ReturnType<RelayLock['tryAcquire']>>> => {
  try {
    return await lock.tryAcquire()
  } catch (error) {
    journal.alarm('relay.failed', failureOf(error))
    return null
  }
}

const publishUntil = async (dependencies: RelayDependencies, stop: AbortSignal): Promise<void> => {
  const { outbox, journal, wakeUps } = dependencies
  const wake = signalled(wakeUps, 'outbox')
  let reconcileInMs = nextReconcileMs(0, 0)
  let reconcileAt = Date.now() + reconcileInMs
  const pace = pacer(paceMs)
  try {
    while (!stop.aborted) {
      const round = performance.now()
      try {
        if (Date.now() >= reconcileAt) {
          reconcileAt = Date.now() + nextReconcileMs(0, 0)
          const lost = await outbox.reconcile(new Date(Date.now() - lostAfterMs))
          reconcileInMs = nextReconcileMs(lost, reconcileInMs)
          reconcileAt = Date.now() + reconcileInMs
          if (lost > 0) journal.alarm('reconciler.republished', { records: lost })
        }
        const rows = await outbox.unpublished(batchSize)
        if (rows.length > 0) await publish(dependencies, rows)
        else await wake.next(pollMs, stop)
        pace.note(rows.length)
        if (rows.length < batchSize) await signalled.pause(pace.waitMs(round), stop)
      } catch (error) {
        journal.alarm('relay.failed', failureOf(error))
        await signalled.pause(retryMs, stop)
        if (!stop.aborted) await makeTopicsAgain(dependencies)
      }
    }
  } finally {
    wake.end()
  }
}

/** A log that came back empty has no topics any more, and nothing could be published until some service restarts. */
const makeTopicsAgain = async ({ log, journal }: RelayDependencies): Promise<void> => {
  try {
    for (const [topic, partitions] of topicPartitions) await log.ensureTopic(topic, partitions)
  } catch (error) {
    journal.alarm('relay.failed', failureOf(error))
  }
}

/** Order within a topic is kept; rows are marked only once the log has every one of them. */
const publish = async ({ outbox, log }: RelayDependencies, rows: readonly OutboxRow[]): Promise<void> => {
  const byTopic = Map.groupBy(rows, ({ topic }) => topic)
  for (const [topic, ofTopic] of byTopic) {
    const records: LogRecord[] = ofTopic.map(({ key, headers, value }) => ({ key, headers, value }))
    await log.publish(topic, records)
    await outbox.markPublished(ofTopic.map(({ position }) => position))
  }
}
