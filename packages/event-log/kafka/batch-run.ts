import type { BatchHandler, SubscribeOptions } from '@unefois/broker/ports/event-log.ts'
import type { EachBatchPayload } from 'kafkajs'
import type { KafkaTimings } from './kafka-options.ts'
import { fromKafka } from './kafka-record.ts'
import type { PacedCommits } from './paced-commits.ts'

export type BatchRunParts = {
  readonly options: SubscribeOptions
  readonly timings: KafkaTimings
  readonly handle: BatchHandler
  /** What broke this member's ownership since it last joined, or null. */
  interruption(): Error | null
  interrupt(error: Error): void
  readonly commits: Pick<PacedCommits, 'handled'>
  /** Tries in a row that the handler rejected, for each partition. */
  readonly rejections: Map<number, number>
}

/**
 * What a consumer does with what it fetched of one partition: slice by slice, handle, have it committed, then tell the
 * group that it lives. A slice whose handler rejects is neither committed nor skipped: the partition pauses and
 * fetches it again. The commit goes through the batch, never through `consumer.commitOffsets`, which during a
 * rebalance crashes the consumer for good (4 of 4 runs). Even in the middle of a rebalance: the group takes commits
 * until its members have joined anew.
 */
export function batchRun(parts: BatchRunParts): (payload: EachBatchPayload) => Promise<void> {
  const { options } = parts
  return async (payload) => {
    const { topic, partition, messages } = payload.batch
    for (let from = 0; from < messages.length; from += options.maxRecords) {
      const interruption = parts.interruption()
      if (interruption) throw interruption
      if (!payload.isRunning() || payload.isStale()) return
      const slice = messages.slice(from, from + options.maxRecords)
      const records = slice.map((message) => fromKafka(topic, partition, message))
      const rejection = await heartbeating(parts, payload, () => parts.handle({ topic, partition, records }))
      if (rejection) {
        options.onFailure(rejection.reason)
        holdPartition(parts, payload)
        return
      }
      parts.rejections.delete(partition)
      const last = slice.at(-1)
      if (last) payload.resolveOffset(last.offset)
      await parts.commits.handled(payload)
      await payload.heartbeat()
    }
  }
}

/**
 * kafkajs sends no heartbeat while a handler runs, and a silent member is thrown out. A heartbeat that fails
 * means that the group is being shared out anew: this slice ends and is committed, then the member joins again.
 */
async function heartbeating(
  parts: BatchRunParts,
  payload: EachBatchPayload,
  handle: () => Promise<void>,
): Promise<{ readonly reason: unknown } | null> {
  const beat = setInterval(() => {
    payload.heartbeat().catch(parts.interrupt)
  }, parts.timings.heartbeat)
  try {
    await handle()
    return null
  } catch (error) {
    return { reason: error }
  } finally {
    clearInterval(beat)
  }
}

function holdPartition(parts: BatchRunParts, payload: EachBatchPayload): void {
  const { partition } = payload.batch
  const tries = (parts.rejections.get(partition) ?? 0) + 1
  parts.rejections.set(partition, tries)
  const resume = payload.pause()
  // A rebuilt consumer knows nothing of the pause; resuming the old one then does nothing.
  setTimeout(resume, pauseAfter(tries, parts.timings.handlerPause)).unref()
}

/** Doubles from the first pause to the longest. */
export function pauseAfter(tries: number, [first, longest]: readonly [number, number]): number {
  return Math.min(first * 2 ** Math.min(tries - 1, 30), longest)
}
