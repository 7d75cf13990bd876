import type { LogRecord } from '@unefois/broker/ports/event-log.ts'
import { Partitioners } from 'kafkajs'

/** What one `send` carries: for each partition the records of one batch, in order. */
export type PartitionBatches = ReadonlyMap<number, readonly LogRecord[]>

/**
 * Kafka refuses a batch of one partition over 1 MiB (`max.message.bytes`, 1,048,588 bytes with its frame).
 * The room left is for what the estimate does not know.
 */
const largestBatchBytes = 1_000_000

const murmur2 = Partitioners.DefaultPartitioner()

/** murmur2 of the key, as the Java client does it. */
export function partitionOf(topic: string, key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    leader: 0,
    partitionErrorCode: 0,
    replicas: [],
    isr: [],
  }))
  return murmur2({ topic, partitionMetadata, message: { key, value: null } })
}

/**
 * Rounds to be sent one after the other, so that no batch of a partition grows too large and each key keeps its
 * order. A record that is too large by itself goes alone, for Kafka to refuse.
 */
export function partitionBatches(
  records: readonly LogRecord[],
  partitionOfKey: (key: string) => number,
): readonly PartitionBatches[] {
  const rounds: { batches: Map<number, LogRecord[]>; bytes: Map<number, number> }[] = []
  /** The round in which each partition's newest record lies: its next may not go before it. */
  const reached = new Map<number, number>()
  const partitions = new Map<string, number>()
  for (const record of records) {
    const partition = partitions.get(record.key) ?? partitionOfKey(record.key)
    partitions.set(record.key, partition)
    const bytes = estimatedBytes(record)
    let index = reached.get(partition) ?? 0
    const filled = rounds[index]?.bytes.get(partition) ?? 0
    if (filled > 0 && filled + bytes > largestBatchBytes) index += 1
    const round = rounds[index] ?? { batches: new Map(), bytes: new Map() }
    rounds[index] = round
    reached.set(partition, index)
    round.bytes.set(partition, (round.bytes.get(partition) ?? 0) + bytes)
    const batch = round.batches.get(partition)
    if (batch) batch.push(record)
    else round.batches.set(partition, [record])
  }
  return rounds.map((round) => round.batches)
}

/** From above: a record's own frame is at most 41 bytes, a header's at most 10. */
function estimatedBytes(record: LogRecord): number {
  let bytes = 41 + Buffer.byteLength(record.key) + record.value.length
  for (const [name, value] of Object.entries(record.headers)) {
    bytes += 10 + Buffer.byteLength(name) + Buffer.byteLength(value)
  }
  return bytes
}

/** Partitions that were sent and that the answer does not name as stored. */
export function unacknowledged(
  sent: PartitionBatches,
  answer: readonly { readonly partition: number; readonly errorCode: number }[],
): PartitionBatches {
  const stored = new Set(answer.filter((part) => part.errorCode === 0).map((part) => part.partition))
  return new Map([...sent].filter(([partition]) => !stored.has(partition)))
}
