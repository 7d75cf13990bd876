import { endOrphan } from '@unefois/infra/kafka-local/data-folder-lock.ts'
import { dockerAnswers, startDockerKafka } from '@unefois/infra/kafka-local/docker-kafka.ts'
import { whyNoInstallation } from '@unefois/infra/kafka-local/kafka-installation.ts'
import { kafkaSettings } from '@unefois/infra/kafka-local/kafka-settings.ts'
import { KafkaUnavailable } from '@unefois/infra/kafka-local/kafka-unavailable.ts'
import { kafkaFolder, requireFreePort, startLocalKafka } from '@unefois/infra/kafka-local/local-kafka.ts'

export type KafkaToUse = { readonly brokers: string; stop(): Promise<void> }

/** The Kafka of `KAFKA_BROKERS`, else one of our own as `npm run kafka` starts it. Throws KafkaUnavailable. */
export const kafkaToUse = async (
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<KafkaToUse> => {
  const given = env['KAFKA_BROKERS']
  if (given) return { brokers: given, stop: async () => undefined }
  const settings = kafkaSettings(env)
  const brokers = `127.0.0.1:${settings.port}`
  if (await dockerAnswers()) {
    await requireFreePort(settings.port)
    const { stop } = await startDockerKafka(settings)
    return { brokers, stop }
  }
  const why = whyNoInstallation(env['KAFKA_HOME'] || undefined)
  if (why) throw new KafkaUnavailable(`no Docker engine answers, and ${why}`)
  const dataDir = kafkaFolder(settings.dataFolder)
  await endOrphan(dataDir, say)
  await requireFreePort(settings.port)
  const kafka = await startLocalKafka({
    version: settings.version,
    dataDir,
    port: settings.port,
    log: say,
  })
  return { brokers, stop: () => kafka.stop() }
}
