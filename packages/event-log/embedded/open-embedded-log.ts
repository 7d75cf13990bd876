import { randomUUID } from 'node:crypto'
import { batched } from '@unefois/broker/batched.ts'
import type { EventLog, Subscription } from '@unefois/broker/ports/event-log.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { Pool } from 'pg'
import { appendRecords } from './append-records.ts'
import { commit, type Handled, joinTopic, type Presence } from './group-member.ts'
import { pollHeads } from './log-heads.ts'
import { subscribe } from './subscribe.ts'
import { type TailOfTopic, tailOfTopic } from './tail-of-topic.ts'
import { type Topic, topicsIn } from './topics.ts'
import { trimLog } from './trim-log.ts'

export type EmbeddedLogOptions = {
  /** Of the log alone: where handlers take the last connection, beats come late and leases are lost. 4 to 8. */
  readonly pool: Pool
  readonly wakeUps: WakeUps
  /** What operators see as the owner of a partition, e.g. `delivery@host`; made unique for each subscription. */
  readonly member: string
  /** Shows other members that this program lives; without it they wait for the end of its leases. */
  readonly presence?: Presence
  /** How often the heads are looked at although nobody has called; default 200. */
  readonly pollMs?: number
  /** Records that every group has handled are deleted after this time; default 14 days. */
  readonly keepMs?: number
  /** The log could not be trimmed; it is tried again. */
  onTrimFailure?(error: unknown): void
}

const days = 86_400_000
const trimEveryMs = 600_000
/** Commits that share a statement; what comes in while one runs goes with the next. */
const committing = { size: 500, concurrency: 1, paceMs: 0 }

/**
 * The event log on PostgreSQL: partitions with dense offsets, groups with leases and fencing epochs. Closing it
 * stops its subscriptions; the pool and the wake-ups stay open.
 */
export function openEmbeddedLog(options: EmbeddedLogOptions): EventLog {
  const { pool, wakeUps } = options
  const topics = topicsIn(pool)
  const heads = pollHeads(pool, options.pollMs ?? 200)
  const commitTogether = batched((handled: readonly Handled[]) => commit(pool, handled), committing)
  const subscriptions = new Set<Subscription>()
  const tails = new Map<string, TailOfTopic>()
  const tailOf = (topic: string): TailOfTopic => {
    const tail = tails.get(topic) ?? tailOfTopic()
    tails.set(topic, tail)
    return tail
  }
  const trimming = setInterval(() => {
    trimLog(pool, options.keepMs ?? 14 * days).catch((error: unknown) => options.onTrimFailure?.(error))
  }, trimEveryMs)

  return {
    ensureTopic: topics.ensure,
    async publish(topic, records) {
      tailOf(topic).add(await appendRecords(pool, await topics.find(topic), records), 'appended')
      if (records.length > 0) wakeUps.signal(`log:${topic}`)
    },
    async subscribe(chosen, handle) {
      const topic = await topics.find(chosen.topic)
      const member = `${options.member}-${randomUUID()}`
      const membership = { group: chosen.group, topic, member, presence: options.presence }
      await joinTopic(pool, membership, chosen.from)
      const subscription = subscribe({
        pool,
        wakeUps,
        heads,
        tail: tailOf(topic.name),
        membership,
        options: chosen,
        handle,
        commit: commitTogether,
      })
      subscriptions.add(subscription)
      return subscription
    },
    lag: async (group, topic) => lagOf(pool, group, await topics.find(topic)),
    healthy: () =>
      pool.query('select').then(
        () => true,
        () => false,
      ),
    async close() {
      heads.close()
      clearInterval(trimming)
      await Promise.all([...subscriptions].map((subscription) => subscription.stop()))
    },
  }
}

async function lagOf(pool: Pool, group: string, topic: Topic): Promise<bigint> {
  const { rows } = await pool.query<{ lag: string }>(
    `select coalesce(sum(head.next_offset - coalesce(lease.committed, head.first_offset)), 0)::int8 as lag
     from log_partitions head
     left join log_leases lease
       on lease.group_name = $1 and lease.topic_id = head.topic_id and lease.partition = head.partition
     where head.topic_id = $2`,
    [group, topic.id],
  )
  return BigInt(rows[0]?.lag ?? 0)
}
