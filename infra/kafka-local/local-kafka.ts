import { join } from 'node:path'
import { classArchiveFlag } from './class-archive.ts'
import { freePort, isFree } from './free-port.ts'
import { cacheFolder, type KafkaInstallation, kafkaInstallation } from './kafka-installation.ts'
import { type KafkaNode, startKafkaNode, untilAnswering } from './kafka-node.ts'
import { KafkaUnavailable } from './kafka-unavailable.ts'
import { defaultKafkaVersion, type KafkaVersion } from './kafka-versions.ts'
import type { NodePlace } from './server-properties.ts'

export type LocalKafka = {
  /** `host:port`, for `KAFKA_BROKERS`. */
  readonly brokers: string
  /** The JVM's; another after `restart()`. */
  readonly pid: number
  /** In order; resolves once the JVM is gone. */
  stop(): Promise<void>
  /** SIGKILL; resolves once the JVM is gone. */
  kill(): Promise<void>
  /** SIGSTOP: the broker keeps its connections and answers nothing. */
  pause(): void
  resume(): void
  /** Stops what still runs and starts it again on the same data and port; resolves once it answers. */
  restart(): Promise<void>
  /** Resolves when the JVM that runs now has ended, whoever ended it. */
  ended(): Promise<void>
}

export type LocalKafkaWishes = {
  readonly version?: KafkaVersion
  /** Kept: a later start with the same folder comes back as it was. */
  readonly dataDir: string
  /** A free one unless told. */
  readonly port?: number
  readonly log?: (line: string) => void
}

/** Starts one real Kafka broker on 127.0.0.1; resolves once it answers. Throws KafkaUnavailable. */
export async function startLocalKafka(wishes: LocalKafkaWishes): Promise<LocalKafka> {
  const log = wishes.log ?? (() => undefined)
  const jvm = await preparedJvm(wishes.version ?? defaultKafkaVersion, log)
  const port = wishes.port ?? (await freePort())
  const voters = [{ nodeId: 1, controllerPort: await freePort() }]
  return startedNode({ jvm, place: { nodeId: 1, port, voters }, folder: wishes.dataDir, heapMb: 256, log })
}

export type PreparedJvm = { readonly installation: KafkaInstallation; readonly flags: readonly string[] }

/** Jars fetched and checked, class-data archive made. Settings: KAFKA_HOME, UNEFOIS_CACHE. */
export async function preparedJvm(version: KafkaVersion, log: (line: string) => void): Promise<PreparedJvm> {
  const installation = await kafkaInstallation({
    version,
    home: process.env['KAFKA_HOME'] || undefined,
    cache: cacheFolder(process.env),
    log,
  })
  return { installation, flags: [await classArchiveFlag(installation, log)] }
}

export type NodeToStart = {
  readonly jvm: PreparedJvm
  readonly place: NodePlace
  readonly folder: string
  readonly heapMb: number
  /** How many brokers must be named before work can begin; 1 unless told, 0 not to wait. */
  readonly untilBrokers?: number
  log(line: string): void
}

export async function startedNode(wishes: NodeToStart): Promise<LocalKafka> {
  const { jvm, place, folder, heapMb, log } = wishes
  const start = async (untilBrokers: number): Promise<KafkaNode> => {
    const started = await startKafkaNode({
      installation: jvm.installation,
      jvmFlags: jvm.flags,
      place,
      folder,
      heapMb,
      log,
    })
    try {
      await untilAnswering(started, folder, untilBrokers)
      return started
    } catch (error) {
      await started.kill()
      throw error
    }
  }
  let node = await start(wishes.untilBrokers ?? 1)
  return {
    brokers: `127.0.0.1:${place.port}`,
    get pid() {
      return node.pid
    },
    stop: () => node.stop(),
    kill: () => node.kill(),
    pause: () => node.pause(),
    resume: () => node.resume(),
    ended: () => node.ended,
    async restart() {
      await node.stop()
      node = await start(1)
    },
  }
}

/** Throws KafkaUnavailable when another program listens there. An orphan of ours on this folder does not count. */
export async function requireFreePort(port: number): Promise<void> {
  if (!(await isFree(port))) {
    throw new KafkaUnavailable(`port ${port} is taken by another program: choose one with KAFKA_PORT`)
  }
}

export const kafkaFolder = (data: string): string => join(data, 'kafka')
