import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { foundProgram } from './found-program.ts'
import { kafkaJars } from './kafka-jars.ts'
import { KafkaUnavailable } from './kafka-unavailable.ts'
import type { KafkaVersion } from './kafka-versions.ts'

/** What it takes to start a broker's JVM. */
export type KafkaInstallation = {
  readonly java: string
  readonly version: string
  /** Sorted, so that a class-data archive made with it stays valid. */
  readonly classpath: string
  /** Where the class-data archive of this installation is kept. */
  readonly folder: string
}

export type InstallationWishes = {
  readonly version: KafkaVersion
  /** `KAFKA_HOME`: an unpacked Apache Kafka, taken as it is. */
  readonly home: string | undefined
  readonly cache: string
  log(line: string): void
}

/** `UNEFOIS_CACHE`, else what the system calls its cache: outside the data, shared by all clones. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const own = environment['UNEFOIS_CACHE']
  if (own) return own
  const system =
    process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Caches')
      : (environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'))
  return join(system, 'unefois')
}

/** Why no JVM could run Kafka here, or null. Looks only; downloads and starts nothing. */
export function whyNoInstallation(home: string | undefined): string | null {
  if (!foundProgram('java')) return 'Java 17 or later is missing (e.g. apt install openjdk-17-jre-headless)'
  if (!home && !foundProgram('mvn'))
    return 'Maven is missing, and KAFKA_HOME is not set (e.g. apt install maven)'
  return null
}

/** KAFKA_HOME if set, else the pinned jars. Throws KafkaUnavailable with what to install. */
export async function kafkaInstallation(wishes: InstallationWishes): Promise<KafkaInstallation> {
  const why = whyNoInstallation(wishes.home)
  const java = foundProgram('java')
  if (why || !java) throw new KafkaUnavailable(why ?? 'Java is missing')
  if (wishes.home) {
    const libs = join(wishes.home, 'libs')
    const version = versionOf(libs)
    const folder = join(wishes.cache, `kafka-home-${version}`)
    return { java, version, classpath: classpathOf(libs), folder }
  }
  const libs = await kafkaJars(wishes.version, wishes.cache, wishes.log)
  const folder = join(wishes.cache, `kafka-${wishes.version}`)
  return { java, version: wishes.version, classpath: classpathOf(libs), folder }
}

const jarsIn = (libs: string) =>
  readdirSync(libs)
    .filter((name) => name.endsWith('.jar'))
    .sort()

const classpathOf = (libs: string) =>
  jarsIn(libs)
    .map((name) => join(libs, name))
    .join(':')

function versionOf(libs: string): string {
  const version = jarsIn(libs)
    .map((name) => /^kafka_2\.\d+-(\d+\.\d+\.\d+)\.jar$/.exec(name)?.[1])
    .find((found) => found !== undefined)
  if (!version) throw new KafkaUnavailable(`KAFKA_HOME holds no Apache Kafka: no kafka_2.*.jar in ${libs}`)
  return version
}
