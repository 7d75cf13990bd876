import { kafkaForTests, whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { kafkaVersions } from '@unefois/infra/kafka-local/kafka-versions.ts'
import { eventLogConformance } from '../conformance/event-log-conformance.ts'
import type { ConformanceSettings } from './conformance-opener.ts'

const unavailable = await whyNoKafka()
if (unavailable) console.warn(`NOT RUN ON KAFKA: ${unavailable}`)

const given = process.env['KAFKA_BROKERS']
// A Kafka that is given has one version, whichever it is.
const versions = given ? kafkaVersions.slice(0, 1) : kafkaVersions

for (const version of versions) {
  eventLogConformance({
    name: given ? 'the Kafka of KAFKA_BROKERS' : `Apache Kafka ${version}`,
    unavailable,
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
