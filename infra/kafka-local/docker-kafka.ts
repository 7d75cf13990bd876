import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { brokersAnswering } from './brokers-answering.ts'
import { foundProgram } from './found-program.ts'
import type { KafkaSettings } from './kafka-settings.ts'
import type { KafkaVersion } from './kafka-versions.ts'
import { runToEnd } from './run-to-end.ts'
import { clusterId } from './server-properties.ts'

export type DockerKafka = { stop(): Promise<void>; readonly ended: Promise<void> }

/** True when the client is there and an engine answers it. */
export async function dockerAnswers(): Promise<boolean> {
  const docker = foundProgram('docker')
  if (!docker) return false
  const { code } = await runToEnd(docker, ['version', '--format', '{{.Server.Version}}'], {
    timeoutMs: 10_000,
  })
  return code === 0
}

export const kafkaImage = (version: KafkaVersion): string => `apache/kafka:${version}`

/** The image's settings: one node that is reached from outside at 127.0.0.1:`port`. */
export function kafkaContainerSettings(port: number): Record<string, string> {
  return {
    CLUSTER_ID: clusterId,
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    // What is reached from outside at one port is not reached from inside at the same.
    KAFKA_LISTENERS: 'OUTSIDE://:9092,INSIDE://:19092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: `OUTSIDE://127.0.0.1:${port},INSIDE://localhost:19092`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'OUTSIDE:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
    KAFKA_LOG_DIRS: '/var/lib/kafka/data',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  }
}

/**
 * A container whose data are a named volume, one for each data folder. Not a bound folder: the image runs under
 * a user of its own, who may not write there, and what it wrote would not be the caller's to delete.
 */
export async function startDockerKafka(settings: KafkaSettings): Promise<DockerKafka> {
  const docker = foundProgram('docker') ?? 'docker'
  const folder = createHash('sha256').update(settings.dataFolder).digest('hex').slice(0, 12)
  const name = `unefois-kafka-${folder}`
  // One left behind by a run that was killed.
  await runToEnd(docker, ['rm', '--force', name], { timeoutMs: 60_000 })
  const variables = Object.entries(kafkaContainerSettings(settings.port)).flatMap(([variable, value]) => [
    '--env',
    `${variable}=${value}`,
  ])
  const where = ['--publish', `127.0.0.1:${settings.port}:9092`, '--volume', `${name}:/var/lib/kafka/data`]
  const child = spawn(
    docker,
    ['run', '--rm', '--name', name, ...where, ...variables, kafkaImage(settings.version)],
    { stdio: ['ignore', 'ignore', 'inherit'], detached: true },
  )
  await once(child, 'spawn')
  const ended = once(child, 'exit').then(() => undefined)
  await untilContainerAnswers(settings.port, child)
  return {
    ended,
    async stop() {
      await runToEnd(docker, ['stop', '--time', '20', name], { timeoutMs: 40_000 })
      await ended
    },
  }
}

/** Ten minutes: the image may have to be fetched first. */
export async function untilContainerAnswers(port: number, client?: ChildProcess): Promise<void> {
  const deadline = performance.now() + 600_000
  while ((await brokersAnswering(port)) < 1) {
    if (client && client.exitCode !== null) throw new Error('the Kafka container ended while starting')
    if (performance.now() > deadline) throw new Error('the Kafka container did not answer within 10 minutes')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
