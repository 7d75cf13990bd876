import { Kafka, type KafkaConfig, logLevel } from 'kafkajs'
import type { KafkaOptions, KafkaTimings } from './kafka-options.ts'
import { silenceNegativeTimeoutWarning } from './negative-timeout-warning.ts'

/** The one client behind a log: its producers, consumers and admin share settings, not connections. */
export function kafkaClient(options: KafkaOptions, timings: KafkaTimings): Kafka {
  silenceNegativeTimeoutWarning()
  const settings: KafkaConfig = {
    clientId: options.clientId,
    brokers: [...options.brokers],
    connectionTimeout: 3_000,
    requestTimeout: timings.request,
    // Waits of at most half a second: after a restart the first acknowledgement came 0.3 s later, not 3 s.
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 12, factor: 0.2, multiplier: 2 },
    // Its texts may quote what it was given; what fails reaches the caller as a rejection or `onFailure` anyway.
    logLevel: logLevel.NOTHING,
  }
  if (options.ssl !== undefined) settings.ssl = options.ssl
  if (options.sasl) settings.sasl = options.sasl as NonNullable<KafkaConfig['sasl']>
  return new Kafka(settings)
}
