import type { Pool } from 'pg'

/** Next offset of each partition of a topic. */
export type Heads = ReadonlyMap<number, bigint>

export type HeadsWatcher = {
  topicId: number
  onHeads(heads: Heads): void
  onFailure(error: unknown): void
}

export type LogHeads = {
  /** Returns the function that ends the watching. */
  watch(watcher: HeadsWatcher): () => void
  close(): void
}

/**
 * The safety net under wake-ups: one small query every `everyMs` for all groups of this program, so that an idle
 * program of eight groups asks five times a second, not forty.
 */
export function pollHeads(pool: Pool, everyMs: number): LogHeads {
  const watchers = new Set<HeadsWatcher>()
  let asking = false

  async function ask(): Promise<void> {
    if (asking || watchers.size === 0) return
    asking = true
    try {
      const heads = await readHeads(pool, [...new Set([...watchers].map(({ topicId }) => topicId))])
      for (const watcher of watchers) watcher.onHeads(heads.get(watcher.topicId) ?? new Map())
    } catch (error) {
      for (const watcher of watchers) watcher.onFailure(error)
    } finally {
      asking = false
    }
  }

  const timer = setInterval(() => void ask(), everyMs)
  return {
    watch(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    close() {
      clearInterval(timer)
    },
  }
}

async function readHeads(pool: Pool, topicIds: readonly number[]): Promise<Map<number, Map<number, bigint>>> {
  const { rows } = await pool.query<{ topic_id: number; partition: number; next_offset: string }>({
    name: 'log-heads',
    text: 'select topic_id, partition, next_offset from log_partitions where topic_id = any($1)',
    values: [topicIds],
  })
  const heads = new Map<number, Map<number, bigint>>()
  for (const { topic_id, partition, next_offset } of rows) {
    const ofTopic = heads.get(topic_id) ?? new Map<number, bigint>()
    heads.set(topic_id, ofTopic.set(partition, BigInt(next_offset)))
  }
  return heads
}
