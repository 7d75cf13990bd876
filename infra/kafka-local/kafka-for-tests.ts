import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dockerAnswers, kafkaContainerSettings, kafkaImage, untilContainerAnswers } from './docker-kafka.ts'
import { freePort } from './free-port.ts'
import { whyNoInstallation } from './kafka-installation.ts'
import type { KafkaVersion } from './kafka-versions.ts'
import { startLocalKafka } from './local-kafka.ts'

export type KafkaForTests = {
  /** `host:port`, comma-separated. */
  readonly brokers: string
  readonly by: 'KAFKA_BROKERS' | 'docker' | 'java'
  stop(): Promise<void>
}

/**
 * Why tests cannot run on a real Kafka here, or null. Throws instead when `UNEFOIS_REQUIRE` names `kafka`: then
 * it must run. `toBreak`: the test kills or freezes the broker, so it needs one of its own, as a JVM.
 */
export async function whyNoKafka(wishes: { readonly toBreak?: boolean } = {}): Promise<string | null> {
  const home = process.env['KAFKA_HOME'] || undefined
  const anotherWay = !wishes.toBreak && (Boolean(process.env['KAFKA_BROKERS']) || (await dockerAnswers()))
  const why = anotherWay ? null : whyNoInstallation(home)
  if (why && (process.env['UNEFOIS_REQUIRE'] ?? '').split(',').includes('kafka')) {
    throw new Error(`UNEFOIS_REQUIRE names kafka, but it cannot run: ${why}`)
  }
  return why
}

/**
 * A real Kafka: the one of `KAFKA_BROKERS` (whatever its version), else Docker, else `KAFKA_HOME`, else the
 * pinned jars; the last two on a temporary folder. Ask `whyNoKafka` before.
 */
export async function kafkaForTests(version: KafkaVersion): Promise<KafkaForTests> {
  const given = process.env['KAFKA_BROKERS']
  if (given) return { brokers: given, by: 'KAFKA_BROKERS', stop: async () => undefined }
  if (await dockerAnswers()) return inContainer(version)
  const dataDir = await temporaryKafkaFolder()
  const kafka = await startLocalKafka({ version, dataDir })
  return {
    brokers: kafka.brokers,
    by: 'java',
    async stop() {
      await kafka.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export const temporaryKafkaFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'unefois-kafka-'))

/** A generic container: the Kafka module of testcontainers knows Confluent's images only. */
async function inContainer(version: KafkaVersion): Promise<KafkaForTests> {
  const { GenericContainer } = await import('testcontainers')
  const port = await freePort()
  const container = await new GenericContainer(kafkaImage(version))
    .withEnvironment(kafkaContainerSettings(port))
    .withExposedPorts({ container: 9092, host: port })
    .start()
  await untilContainerAnswers(port)
  return {
    brokers: `127.0.0.1:${port}`,
    by: 'docker',
    stop: async () => void (await container.stop()),
  }
}
