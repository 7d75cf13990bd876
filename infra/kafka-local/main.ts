import { endOrphan } from './data-folder-lock.ts'
import { dockerAnswers, startDockerKafka } from './docker-kafka.ts'
import { whyNoInstallation } from './kafka-installation.ts'
import { BadKafkaSetting, type KafkaSettings, kafkaSettings } from './kafka-settings.ts'
import { KafkaUnavailable } from './kafka-unavailable.ts'
import { kafkaFolder, requireFreePort, startLocalKafka } from './local-kafka.ts'

// `npm run kafka`: a real Apache Kafka in the foreground, by Docker if an engine answers, else from its jars.

type Running = { readonly ended: Promise<void>; stop(): Promise<void> }

const badConfiguration = 78
const say = (line: string) => process.stderr.write(`kafka: ${line}\n`)

async function start(settings: KafkaSettings): Promise<Running> {
  if (await dockerAnswers()) {
    await requireFreePort(settings.port)
    return startDockerKafka(settings)
  }
  const why = whyNoInstallation(process.env['KAFKA_HOME'] || undefined)
  if (why) throw new KafkaUnavailable(`no Docker engine answers, and ${why}`)
  const dataDir = kafkaFolder(settings.dataFolder)
  await endOrphan(dataDir, say)
  await requireFreePort(settings.port)
  const kafka = await startLocalKafka({ version: settings.version, dataDir, port: settings.port, log: say })
  return { ended: kafka.ended(), stop: () => kafka.stop() }
}

async function main(): Promise<number> {
  const stopAsked = Promise.withResolvers<'asked'>()
  let firstAsked = Number.POSITIVE_INFINITY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stopAsked.resolve('asked')
      // One Ctrl-C may come several times, from the terminal and through npm; who asks again later will not wait.
      if (performance.now() - firstAsked > 1_000) process.exit(130)
      firstAsked = Math.min(firstAsked, performance.now())
    })
  }
  const settings = kafkaSettings(process.env)
  const kafka = await start(settings)
  process.stdout.write(`KAFKA_BROKERS=127.0.0.1:${settings.port}\n`)
  const first = await Promise.race([stopAsked.promise, kafka.ended.then(() => 'ended' as const)])
  if (first === 'ended') {
    say('the broker ended by itself; its log says why')
    return 1
  }
  await kafka.stop()
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  const expected = error instanceof KafkaUnavailable || error instanceof BadKafkaSetting
  say(expected ? error.message : String(error instanceof Error ? error.stack : error))
  process.exitCode = expected ? badConfiguration : 1
}
