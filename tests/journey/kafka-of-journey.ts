import { rm } from 'node:fs/promises'
import {
  kafkaForTests,
  temporaryKafkaFolder,
  whyNoKafka,
} from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { defaultKafkaVersion } from '@unefois/infra/kafka-local/kafka-versions.ts'
import { startLocalKafka } from '@unefois/infra/kafka-local/local-kafka.ts'

export type KafkaOfJourney = {
  readonly brokers: string
  /** Where its data lie, if a test can read them: not when it is somebody else's, or in a container. */
  readonly folders: readonly string[]
  stop(): Promise<void>
}

/** A broker of our own from its jars where possible, so that its files can be searched; else any. */
export const kafkaOfJourney = async (): Promise<KafkaOfJourney> => {
  const given = process.env['KAFKA_BROKERS'] !== undefined
  if (given || (await whyNoKafka({ toBreak: true }).catch(() => 'none')) !== null)
    return { ...(await kafkaForTests(defaultKafkaVersion)), folders: [] }
  const dataDir = await temporaryKafkaFolder()
  const kafka = await startLocalKafka({ dataDir })
  return {
    brokers: kafka.brokers,
    folders: [dataDir],
    stop: async () => {
      await kafka.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
