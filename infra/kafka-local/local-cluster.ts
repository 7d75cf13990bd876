import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { defaultKafkaVersion, type KafkaVersion } from './kafka-versions.ts'
import { type LocalKafka, preparedJvm, startedNode } from './local-kafka.ts'

export type LocalCluster = {
  /** All of them, comma-separated, for `KAFKA_BROKERS`. */
  readonly brokers: string
  /** To be killed, paused and restarted one by one; `nodes[0]` has node id 1. */
  readonly nodes: readonly LocalKafka[]
  /** SIGKILL to all: an orderly stop takes 5–8 s, because the last node waits for a quorum that is gone. */
  kill(): Promise<void>
}

export type LocalClusterWishes = {
  readonly nodes: number
  readonly version?: KafkaVersion
  readonly dataDir: string
  readonly log?: (line: string) => void
}

/** Brokers that are controllers too, replication 3 and two in sync when there are three. About 200 MB each. */
export async function startLocalCluster(wishes: LocalClusterWishes): Promise<LocalCluster> {
  const log = wishes.log ?? (() => undefined)
  const jvm = await preparedJvm(wishes.version ?? defaultKafkaVersion, log)
  const voters: { nodeId: number; controllerPort: number; port: number }[] = []
  for (let nodeId = 1; nodeId <= wishes.nodes; nodeId++) {
    voters.push({ nodeId, port: await freePort(), controllerPort: await freePort() })
  }
  const starts = await Promise.allSettled(
    voters.map(({ nodeId, port }) =>
      startedNode({
        jvm,
        place: { nodeId, port, voters },
        folder: join(wishes.dataDir, `node-${nodeId}`),
        heapMb: 160,
        untilBrokers: wishes.nodes,
        log,
      }),
    ),
  )
  const nodes = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []))
  const failed = starts.find((start) => start.status === 'rejected')
  if (failed) {
    await Promise.all(nodes.map((node) => node.kill()))
    throw failed.reason
  }
  return {
    brokers: nodes.map((node) => node.brokers).join(','),
    nodes,
    async kill() {
      await Promise.all(nodes.map((node) => node.kill()))
    },
  }
}
