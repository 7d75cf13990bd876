/** `npm run services`: every service as a process of its own, on real Kafka and the embedded PostgreSQL. */
import { join, resolve } from 'node:path'
import process from 'node:process'
import { BadKafkaSetting } from '@unefois/infra/kafka-local/kafka-settings.ts'
import { KafkaUnavailable } from '@unefois/infra/kafka-local/kafka-unavailable.ts'
import { launchServices } from '@unefois/infra/separate-services/launch-services.ts'
import { startEmbeddedPostgres } from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { kafkaToUse } from './start-separate/kafka-to-use.ts'
import { launchHere } from './start-separate/launch-here.ts'
import { separateSettings } from './start-separate/separate-settings.ts'
import { whereToLook } from './start-separate/where-to-look.ts'

const badConfiguration = 78
const say = (line: string): void => void process.stderr.write(`services: ${line}\n`)

type Part = { stop(): Promise<unknown> }

const run = async (untilAsked: Promise<void>): Promise<void> => {
  const started: Part[] = []
  const begun = <Started extends Part>(part: Started): Started => {
    started.unshift(part)
    return part
  }
  try {
    const { port, simulatorPort, dataFolder, databaseUrl } = separateSettings(process.env)
    const dataDir = resolve(dataFolder)
    const { brokers } = begun(await kafkaToUse(process.env, say))
    const url = databaseUrl ?? begun(await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })).url
    const place = { port, simulatorPort, dataDir, databaseUrl: url, brokers, settings: given(process.env) }
    const running = begun(await launchServices(place, launchHere))
    process.stdout.write(whereToLook(running, { brokers, simulatorPort }))
    await untilAsked
  } finally {
    for (const part of started) await part.stop()
  }
}

/** What the environment says goes over the demonstration's settings. */
const given = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] => /^UNEFOIS_/.test(entry[0]) && !!entry[1],
    ),
  )

const asked = Promise.withResolvers<void>()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => asked.resolve())

try {
  await run(asked.promise)
} catch (error) {
  const expected = error instanceof KafkaUnavailable || error instanceof BadKafkaSetting
  say(error instanceof Error ? error.message : String(error))
  process.exitCode =
    expected || (error instanceof Error && error.name === 'ConfigurationError') ? badConfiguration : 1
}
