import type { Consumer } from 'kafkajs'
import type { SharedAdmin } from './shared-admin.ts'

/** The places at which a group that never committed begins, and whether they are committed by now. */
export type StartingPlaces = {
  /** Call at once when the group was joined: holds back the partitions whose place is not committed yet. */
  hold(consumer: Consumer, assigned: readonly number[]): readonly number[]
  /** Commits the places of what was held, and lets it flow. Rejects when the group must be joined again. */
  commit(consumer: Consumer, held: readonly number[]): Promise<void>
}

/**
 * For a group that begins at the end: the end as it is NOW, before it joins. Left to kafkajs, the end would be
 * looked up at the first fetch and again after every restart until something was handled, and whatever came in
 * between would never reach the group.
 */
export async function startingPlacesAtEnd(
  admin: SharedAdmin,
  group: string,
  topic: string,
): Promise<StartingPlaces> {
  const ends = await admin.use((its) => its.fetchTopicOffsets(topic))
  const places = new Map(ends.map((end) => [end.partition, end.high]))
  const uncommitted = async (): Promise<Set<number>> => {
    const offsets = await admin.use((its) => its.fetchOffsets({ groupId: group, topics: [topic] }))
    const committed = offsets.find((of) => of.topic === topic)?.partitions ?? []
    return new Set(committed.filter((of) => of.offset === '-1').map((of) => of.partition))
  }
  const unplaced = await uncommitted()

  return {
    hold(consumer, assigned) {
      const held = assigned.filter((partition) => unplaced.has(partition))
      if (held.length > 0) consumer.pause([{ topic, partitions: [...held] }])
      return held
    },
    async commit(consumer, held) {
      if (held.length === 0) return
      const open = await uncommitted()
      const offsets = held
        .filter((partition) => open.has(partition))
        .map((partition) => ({ topic, partition, offset: places.get(partition) ?? '0' }))
      for (const place of offsets) consumer.seek(place)
      // oxlint-disable-next-line no-restricted-properties -- not inside a batch, and nothing here can be skipped
      if (offsets.length > 0) await consumer.commitOffsets(offsets)
      const still = await uncommitted()
      for (const partition of held) if (!still.has(partition)) unplaced.delete(partition)
      if (held.some((partition) => still.has(partition)))
        throw new Error('the starting places were not committed')
      consumer.resume([{ topic, partitions: [...held] }])
    },
  }
}
