import { failureOf } from '@unefois/domain/failure-of.ts'
import { fromDeadLetter } from './dead-letter-record.ts'
import type { Clock } from './ports/clock.ts'
import type { DeadLetters } from './ports/dead-letters.ts'
import type { BatchHandler, EventLog, Subscription } from './ports/event-log.ts'
import type { Journal } from './ports/journal.ts'
import { signalled } from './signalled.ts'
import { topicPartitions, topics } from './topics.ts'

export type DeadLetterDependencies = {
  readonly deadLetters: Pick<DeadLetters, 'keep' | 'forgetDecided'>
  readonly log: Pick<EventLog, 'ensureTopic' | 'subscribe'>
  readonly clock: Clock
  readonly journal: Journal
}

const group = 'unefois.dead-letters'
const recordsAtOnce = 100
const day = 86_400_000
/** How long one that was decided upon stays listed for whoever asks what became of it, milliseconds. */
const keptAfterDecisionMs = 90 * day
const forgetEveryMs = 3_600_000
const retryMs = 2_000

/** One that nobody can have put aside is left on the log: there is nothing that could be put back. */
const keeping =
  ({ deadLetters, journal }: DeadLetterDependencies): BatchHandler =>
  async ({ records }) => {
    const letters = records.map(fromDeadLetter)
    const readable = letters.filter((letter) => letter !== null)
    if (readable.length > 0) await deadLetters.keep(readable)
    if (readable.length < letters.length)
      journal.alarm('dead-letter.unreadable', { records: letters.length - readable.length })
  }

/**
 * Keeps what consumers could not read where operators see it. Runs until `stop`, in as many programs as like to. The
 * log may be away at the start and at any time: operators are answered all the same.
 */
export const keepDeadLetters = async (
  dependencies: DeadLetterDependencies,
  stop: AbortSignal,
): Promise<void> => {
  const subscription = await subscribeUntil(dependencies, stop)
  while (!stop.aborted) {
    try {
      await forget(dependencies)
    } catch (error) {
      dependencies.journal.alarm('dead-letter.failed', failureOf(error))
    }
    await signalled.pause(forgetEveryMs, stop)
  }
  await subscription?.stop()
}

const subscribeUntil = async (
  dependencies: DeadLetterDependencies,
  stop: AbortSignal,
): Promise<Subscription | null> => {
  const { log, journal } = dependencies
  const topic = topics.deadLetters
  const onFailure = (error: unknown): void =>
    journal.alarm('log.failure', { group, topic, ...failureOf(error) })
  while (!stop.aborted) {
    try {
      await log.ensureTopic(topic, topicPartitions.get(topic) ?? 1)
      const options = { group, topic, from: 'beginning', maxRecords: recordsAtOnce, onFailure } as const
      return await log.subscribe(options, keeping(dependencies))
    } catch (error) {
      onFailure(error)
      await signalled.pause(retryMs, stop)
    }
  }
  return null
}

const forget = async ({ deadLetters, clock }: DeadLetterDependencies): Promise<void> => {
  const before = new Date(clock.now().getTime() - keptAfterDecisionMs)
  while ((await deadLetters.forgetDecided(before)) > 0);
}
