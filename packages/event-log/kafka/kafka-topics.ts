import type { SharedAdmin } from './shared-admin.ts'

export type KafkaTopics = {
  ensure(topic: string, partitions: number): Promise<void>
  /** Remembered until `forget`; rejects for a topic that does not exist. */
  partitionsOf(topic: string): Promise<number>
  forget(topic: string): void
  /** Records the group has not committed; all that is there for a group that never has. */
  lag(group: string, topic: string): Promise<bigint>
}

/** 14 days: longer than any repair, and the reconciler publishes again from the database. */
const retentionMs = 14 * 24 * 3600 * 1000

export function kafkaTopics(admin: SharedAdmin, replicationFactor?: number): KafkaTopics {
  const known = new Map<string, Promise<number>>()

  const ask = (topic: string): Promise<number> =>
    admin.use(async (its) => {
      // Asked for by name, a missing topic would be asked for again and again for seconds.
      if (!(await its.listTopics()).includes(topic)) throw new Error(`the topic ${topic} does not exist`)
      const { topics } = await its.fetchTopicMetadata({ topics: [topic] })
      return topics[0]?.partitions.length ?? 0
    })

  return {
    ensure: (topic, partitions) => ensureTopic(admin, topic, { partitions, replicationFactor }),
    partitionsOf(topic) {
      const asked = known.get(topic) ?? ask(topic)
      known.set(topic, asked)
      asked.catch(() => known.delete(topic))
      return asked
    },
    forget: (topic) => void known.delete(topic),
    lag: (group, topic) =>
      admin.use(async (its) => {
        const [ends, groupOffsets] = await Promise.all([
          its.fetchTopicOffsets(topic),
          its.fetchOffsets({ groupId: group, topics: [topic] }),
        ])
        const committed = groupOffsets.find((of) => of.topic === topic)?.partitions ?? []
        return ends.reduce((sum, end) => {
          const at = BigInt(committed.find((of) => of.partition === end.partition)?.offset ?? '-1')
          const low = BigInt(end.low)
          // A place before the oldest record kept: what expired can no longer come.
          return sum + BigInt(end.high) - (at < low ? low : at)
        }, 0n)
      }),
  }
}

async function ensureTopic(
  admin: SharedAdmin,
  topic: string,
  wishes: { readonly partitions: number; readonly replicationFactor: number | undefined },
): Promise<void> {
  await admin.use(async (its) => {
    if ((await its.listTopics()).includes(topic)) return
    const { brokers } = await its.describeCluster()
    const replicationFactor = wishes.replicationFactor ?? (brokers.length >= 3 ? 3 : 1)
    const inSync = replicationFactor >= 3 ? 2 : 1
    const create = () =>
      its.createTopics({
        waitForLeaders: true,
        topics: [
          {
            topic,
            numPartitions: wishes.partitions,
            replicationFactor,
            configEntries: [
              { name: 'min.insync.replicas', value: String(inSync) },
              { name: 'retention.ms', value: String(retentionMs) },
            ],
          },
        ],
      })
    // A cluster of 3.9 answered UNKNOWN_TOPIC_OR_PARTITION while the topic was on its way; again, it is there.
    await retried(create, 'UNKNOWN_TOPIC_OR_PARTITION')
  })
}

async function retried(work: () => Promise<unknown>, type: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await work()
      return
    } catch (error) {
      if ((error as { type?: string }).type !== type || tries === 5) throw error
      await new Promise((resolve) => setTimeout(resolve, 300 * tries))
    }
  }
}
