import type { LogRecord, StoredRecord } from '@unefois/broker/ports/event-log.ts'
import type { KafkaMessage, Message } from 'kafkajs'

export function toKafka(record: LogRecord, partition: number): Message {
  return { key: record.key, headers: { ...record.headers }, value: record.value, partition }
}

/** Headers that came more than once keep their first value; a record without value has an empty one. */
export function fromKafka(topic: string, partition: number, stored: KafkaMessage): StoredRecord {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(stored.headers ?? {})) {
    const first = Array.isArray(value) ? value[0] : value
    if (first !== undefined) headers[name] = first.toString()
  }
  return {
    topic,
    partition,
    offset: BigInt(stored.offset),
    key: stored.key?.toString() ?? '',
    headers,
    value: stored.value ?? Buffer.alloc(0),
  }
}
