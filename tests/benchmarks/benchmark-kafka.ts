import { dockerAnswers } from '@unefois/infra/kafka-local/docker-kafka.ts'
import { kafkaForTests } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { whyNoInstallation } from '@unefois/infra/kafka-local/kafka-installation.ts'
import { KafkaUnavailable } from '@unefois/infra/kafka-local/kafka-unavailable.ts'
import { defaultKafkaVersion } from '@unefois/infra/kafka-local/kafka-versions.ts'
import { startLocalKafka } from '@unefois/infra/kafka-local/local-kafka.ts'

export type BenchmarkKafka = {
  readonly brokers: string
  readonly version: string
  /** Undefined for a broker in a container or elsewhere: its CPU and memory are then not counted. */
  readonly pid: number | undefined
  stop(): Promise<void>
}

/**
 * One real broker: a JVM where that is possible, since its CPU can then be counted, else whatever the tests use.
 * Throws KafkaUnavailable.
 */
export const startKafka = async (dataDir: string): Promise<BenchmarkKafka> => {
  const given = process.env['KAFKA_BROKERS']
  const why = whyNoInstallation(process.env['KAFKA_HOME'] || undefined)
  if (given === undefined && why === null) {
    const { brokers, pid, stop } = await startLocalKafka({ dataDir })
    return { brokers, pid, stop, version: defaultKafkaVersion }
  }
  if (given === undefined && !(await dockerAnswers())) throw new KafkaUnavailable(why ?? 'no Kafka')
  const { brokers, stop, by } = await kafkaForTests(defaultKafkaVersion)
  return {
    brokers,
    stop,
    pid: undefined,
    version: by === 'docker' ? defaultKafkaVersion : 'of KAFKA_BROKERS',
  }
}
