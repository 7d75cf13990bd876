import type { LogRecord } from '@unefois/broker/ports/event-log.ts'
import { Kafka, logLevel, type Producer } from 'kafkajs'

/** kafkajs by itself, idempotent and acknowledged by all replicas: as its documentation recommends, unguarded. */
export async function plainProducer(
  brokers: string,
  settings: { readonly requestTimeout: number; readonly retries: number },
): Promise<Producer> {
  const kafka = new Kafka({
    clientId: 'unguarded',
    brokers: brokers.split(','),
    requestTimeout: settings.requestTimeout,
    connectionTimeout: 1_000,
    logLevel: logLevel.NOTHING,
    // All of them: under vitest kafkajs has other defaults.
    retry: { initialRetryTime: 300, maxRetryTime: 1_000, retries: 20, factor: 0.2, multiplier: 2 },
  })
  const retry = {
    initialRetryTime: 300,
    maxRetryTime: 1_000,
    retries: settings.retries,
    factor: 0.2,
    multiplier: 2,
  }
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry })
  await producer.connect()
  return producer
}

export const plainSend = async (
  producer: Producer,
  topic: string,
  records: readonly LogRecord[],
): Promise<void> => {
  await producer.send({
    topic,
    acks: -1,
    messages: records.map(({ key, headers, value }) => ({ key, headers: { ...headers }, value })),
  })
}
