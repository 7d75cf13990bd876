import { resolve } from 'node:path'
import { defaultKafkaVersion, isKafkaVersion, type KafkaVersion, kafkaVersions } from './kafka-versions.ts'

export type KafkaSettings = {
  readonly port: number
  readonly version: KafkaVersion
  /** Absolute. */
  readonly dataFolder: string
}

export class BadKafkaSetting extends Error {
  override readonly name = 'BadKafkaSetting'
}

/** From `KAFKA_PORT`, `KAFKA_VERSION` and `UNEFOIS_DATA`; throws BadKafkaSetting with one clear line. */
export function kafkaSettings(environment: NodeJS.ProcessEnv): KafkaSettings {
  const port = environment['KAFKA_PORT'] ?? '9092'
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    throw new BadKafkaSetting(`KAFKA_PORT must be a port number from 1 to 65535, not "${port}"`)
  }
  const version = environment['KAFKA_VERSION'] ?? defaultKafkaVersion
  if (!isKafkaVersion(version)) {
    throw new BadKafkaSetting(`KAFKA_VERSION must be one of ${kafkaVersions.join(', ')}, not "${version}"`)
  }
  return { port: Number(port), version, dataFolder: resolve(environment['UNEFOIS_DATA'] || '.unefois') }
}
