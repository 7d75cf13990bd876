import { afterAll } from 'vitest'
import { journeyConformance } from './journey-conformance.ts'
import { type KafkaOfJourney, kafkaOfJourney } from './kafka-of-journey.ts'
import { separatePlace } from './separate-place.ts'

let kafka: KafkaOfJourney | null = null

journeyConformance('every service a process of its own, on Kafka', async (settings) => {
  kafka = await kafkaOfJourney()
  return separatePlace(kafka, settings)
})

afterAll(() => kafka?.stop())
