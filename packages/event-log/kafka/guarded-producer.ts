import type { LogRecord } from '@unefois/broker/ports/event-log.ts'
import type { Journal } from '@unefois/broker/ports/journal.ts'
import type { Kafka } from 'kafkajs'
import { toKafka } from './kafka-record.ts'
import { type PartitionBatches, partitionBatches, partitionOf, unacknowledged } from './partition-batches.ts'
import { type ProducerLine, producerLine } from './producer-line.ts'

export type GuardedProducer = {
  /** Resolves when Kafka has named every partition as stored; rejects at the deadline at the latest. */
  publish(topic: string, records: readonly LogRecord[]): Promise<void>
  close(): Promise<void>
}

export type GuardedProducerParts = {
  readonly kafka: Kafka
  readonly journal: Journal
  /** ms, counted from the call of `publish`. */
  readonly deadlineMs: number
  partitionsOf(topic: string): Promise<number>
  /** After a failure the topic may have been made anew. */
  forgetTopic(topic: string): void
}

/** Nothing is known about the records of a publication that ended so; `cause` says why. */
class NotPublished extends Error {
  override readonly name = 'NotPublished'
}

/**
 * An idempotent kafkajs producer that loses nothing it acknowledged. Alone, kafkajs does so in two ways:
 *
 * - A send that timed out may have been stored, yet its sequence number goes to the next batch, which Kafka then
 *   takes for a repetition and does not store. So sends go one at a time, kafkajs repeats the identical batch
 *   until the deadline, and after any failure the producer is replaced: new ones have sequences of their own.
 * - A send over several leaders resolves although partitions that moved meanwhile were never sent
 *   (https://github.com/tulios/kafkajs/issues/1303). So the answer is compared with what was sent, and what it
 *   does not name is sent again.
 */
export function guardedProducer(parts: GuardedProducerParts): GuardedProducer {
  let line: ProducerLine | null = null
  let closed = false
  let queue: Promise<void> = Promise.resolve()

  const publishNow = async (
    topic: string,
    records: readonly LogRecord[],
    deadline: number,
  ): Promise<void> => {
    if (closed) throw new NotPublished('the log is closed')
    if (performance.now() >= deadline)
      throw new NotPublished('the deadline passed while others were published')
    try {
      const partitions = await before(deadline, parts.partitionsOf(topic))
      for (const round of partitionBatches(records, (key) => partitionOf(topic, key, partitions))) {
        await sendRound(topic, round, deadline)
      }
    } catch (error) {
      parts.journal.alarm('kafka-producer-replaced', { topic, records: records.length })
      line?.abandon()
      line = null
      parts.forgetTopic(topic)
      throw new NotPublished(`could not publish to ${topic}: ${nameOf(error)}`, { cause: error })
    }
  }

  const sendRound = async (topic: string, round: PartitionBatches, deadline: number): Promise<void> => {
    let left = round
    while (left.size > 0) {
      line ??= producerLine(parts.kafka)
      const messages = [...left].flatMap(([partition, records]) =>
        records.map((record) => toKafka(record, partition)),
      )
      left = unacknowledged(left, await before(deadline, line.send(topic, messages)))
      if (left.size > 0) parts.journal.alarm('kafka-partitions-sent-again', { topic, partitions: left.size })
    }
  }

  return {
    publish(topic, records) {
      if (records.length === 0) return Promise.resolve()
      const deadline = performance.now() + parts.deadlineMs
      const publication = queue.then(() => publishNow(topic, records, deadline))
      queue = publication.catch(() => undefined)
      return publication
    },
    async close() {
      closed = true
      await queue
      await line?.close()
    },
  }
}

const nameOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function before<T>(deadline: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const left = Math.max(deadline - performance.now(), 0)
    const timer = setTimeout(() => reject(new Error('the deadline passed without an answer')), left)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
