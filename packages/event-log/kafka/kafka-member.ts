import type { BatchHandler, SubscribeOptions } from '@unefois/broker/ports/event-log.ts'
import type { Consumer, Kafka } from 'kafkajs'
import { batchRun } from './batch-run.ts'
import type { KafkaTimings } from './kafka-options.ts'
import { type PacedCommits, pacedCommits } from './paced-commits.ts'
import type { StartingPlaces } from './start-at-end.ts'

/** One kafkajs consumer from its start until it crashed, fell silent or was stopped. */
export type KafkaMember = {
  /** Rejects with what ended it; never resolves. */
  readonly broken: Promise<never>
  /** Lets running batches end and commit, leaves the group, closes the connections. */
  leave(): Promise<void>
}

export type KafkaMemberParts = {
  readonly kafka: Kafka
  readonly options: SubscribeOptions
  readonly timings: KafkaTimings
  readonly handle: BatchHandler
  /** Null when the group begins at the beginning. */
  readonly places: StartingPlaces | null
  /** The member owns its partitions, each at its place. */
  onReady(): void
  /** Something was fetched, or a heartbeat answered. */
  onLife(): void
}

/** Larger fetches only make redeliveries larger. */
const fetchBytes = { maxBytesPerPartition: 1_048_576, maxBytes: 8 * 1_048_576, minBytes: 1 }

export function kafkaMember(parts: KafkaMemberParts): KafkaMember {
  const { timings, options } = parts
  const consumer = parts.kafka.consumer({
    groupId: options.group,
    sessionTimeout: timings.session,
    rebalanceTimeout: timings.rebalance,
    heartbeatInterval: timings.heartbeat,
    maxWaitTimeInMs: timings.fetchWait,
    allowAutoTopicCreation: false,
    ...fetchBytes,
    // Whoever owns this member builds another: kafkajs restarts after some errors and stays dead after others.
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 500,
      retries: 12,
      factor: 0.2,
      multiplier: 2,
      restartOnFailure: async () => false,
    },
  })
  const broken = Promise.withResolvers<never>()
  const interruptions = { current: null as Error | null }
  const interrupt = (error: Error): void => {
    interruptions.current = error
  }
  const commits = pacedCommits(timings.commitPace, interrupt)
  const life = { over: false }
  void broken.promise.catch(() => {
    life.over = true
  })
  const started = start(consumer, parts, { interruptions, interrupt, commits })
  started.catch(broken.reject)
  watch(consumer, parts, { started, interruptions, life, breakWith: broken.reject })
  return {
    broken: broken.promise,
    async leave() {
      life.over = true
      // A member still waiting to join has nothing to hand over.
      await Promise.race([started.catch(() => undefined), pause(2_000)])
      // Rejected when the group is being shared out anew, unanswered by a frozen broker: then what is left comes again.
      // No longer than this, as a program has ten seconds to stop.
      await Promise.race([commits.close().catch(() => undefined), pause(2_000)])
      // A frozen broker answers neither the last fetch nor the good-bye.
      await Promise.race([consumer.disconnect(), pause(timings.session)])
    },
  }
}

type RunParts = {
  readonly interruptions: { readonly current: Error | null }
  readonly interrupt: (error: Error) => void
  readonly commits: PacedCommits
}

async function start(
  consumer: Consumer,
  parts: KafkaMemberParts,
  { interruptions, interrupt, commits }: RunParts,
): Promise<void> {
  await consumer.connect()
  // Also for a group that began at the end: should its place have expired, it must skip nothing.
  await consumer.subscribe({ topics: [parts.options.topic], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: batchRun({
      options: parts.options,
      timings: parts.timings,
      handle: parts.handle,
      interruption: () => interruptions.current,
      interrupt,
      commits,
      rejections: new Map(),
    }),
  })
}

function watch(
  consumer: Consumer,
  parts: KafkaMemberParts,
  its: {
    readonly started: Promise<void>
    readonly interruptions: { current: Error | null }
    readonly life: { readonly over: boolean }
    breakWith(error: unknown): void
  },
): void {
  const { topic } = parts.options
  let joins = 0
  const settle = async (join: number, held: readonly number[]): Promise<void> => {
    // The first join comes before kafkajs takes commits.
    await its.started.catch(() => undefined)
    while (join === joins && !its.life.over) {
      try {
        await parts.places?.commit(consumer, held)
        parts.onReady()
        return
      } catch (error) {
        parts.options.onFailure(error)
        await pause(parts.timings.rebuildPause)
      }
    }
  }
  consumer.on(consumer.events.CRASH, ({ payload }) => its.breakWith(payload.error))
  consumer.on(consumer.events.FETCH, parts.onLife)
  consumer.on(consumer.events.HEARTBEAT, parts.onLife)
  consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
    its.interruptions.current = null
    joins += 1
    parts.onLife()
    const held = parts.places?.hold(consumer, payload.memberAssignment[topic] ?? []) ?? []
    settle(joins, held).catch(its.breakWith)
  })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
