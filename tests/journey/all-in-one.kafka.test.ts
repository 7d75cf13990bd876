import { afterAll } from 'vitest'
import { allInOnePlace } from './all-in-one-place.ts'
import { journeyConformance } from './journey-conformance.ts'
import { type KafkaOfJourney, kafkaOfJourney } from './kafka-of-journey.ts'

let kafka: KafkaOfJourney | null = null

journeyConformance('all in one, on Kafka', async (settings) => {
  kafka = await kafkaOfJourney()
  return allInOnePlace(kafka.folders)({ ...settings, KAFKA_BROKERS: kafka.brokers })
})

afterAll(() => kafka?.stop())
