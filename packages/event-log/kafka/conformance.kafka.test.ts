import { kafkaForTests, whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { kafkaVersions } from '@unefois/infra/kafka-local/kafka-versions.ts'
import { describe, it } from 'vitest'
import { eventLogConformance } from '../conformance/event-log-conformance.ts'
import type { ConformanceSettings } from './conformance-opener.ts'

const why = await whyNoKafka()
if (why) {
  console.warn(`NOT RUN ON KAFKA: ${why}`)
  describe('event log conformance: Kafka', () => {
    it.skip(`needs a Kafka: ${why}`)
  })
} else {
  // A Kafka that is given has one version, whichever it is.
  const versions = process.env['KAFKA_BROKERS'] ? kafkaVersions.slice(0, 1) : kafkaVersions
  for (const version of versions) {
    eventLogConformance({
      name: process.env['KAFKA_BROKERS'] ? 'the given Kafka' : `Apache Kafka ${version}`,
      async create() {
        const kafka = await kafkaForTests(version)
        const settings: ConformanceSettings = { brokers: kafka.brokers.split(',') }
        return {
          opener: new URL('./conformance-opener.ts', import.meta.url).href,
          settings,
          dispose: kafka.stop,
        }
      },
    })
  }
}
