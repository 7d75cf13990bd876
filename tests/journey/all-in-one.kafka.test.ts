import { afterAll } from 'vitest'
import { allInOnePlace } from './all-in-one-place.ts'
import { journeyConformance, type Part } from './journey-conformance.ts'
import { type KafkaOfJourney, kafkaOfJourney } from './kafka-of-journey.ts'

/**
 * One program and Kafka: the program has been through everything on the embedded log, Kafka with the services apart.
 * What is left is what depends on both.
 */
const parts = [
  'the whole journey',
  'idempotency',
  'order',
  'births',
  'acts',
  'deaths',
  'corrections',
  'withdrawals',
  'overseeing',
  'dead letters',
  'the demonstration',
  'privacy',
] as const satisfies readonly Part[]

let kafka: KafkaOfJourney | null = null

journeyConformance(
  'all in one, on Kafka',
  async (settings) => {
    kafka = await kafkaOfJourney()
    return allInOnePlace(kafka.folders)({ ...settings, KAFKA_BROKERS: kafka.brokers })
  },
  parts,
)

afterAll(() => kafka?.stop())
