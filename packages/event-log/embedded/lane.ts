import { setTimeout as wait } from 'node:timers/promises'
import type { Batch, BatchHandler } from '@unefois/broker/ports/event-log.ts'
import type { Lease } from './group-member.ts'

/** What this member does with one partition that it owns. */
export type Lane = {
  readonly partition: number
  readonly epoch: bigint
  /** Offset of the next record to fetch; always what is committed. */
  position: bigint
  /** A batch is in the handler, waits for its repetition, or is being committed. */
  busy: boolean
  /** Worth fetching. */
  mayHaveMore: boolean
  /** The heads say that there is more, whatever the tail knows. */
  polled: boolean
  /** Aborted when the partition is to be given up: a batch that waits for its repetition is dropped. */
  readonly leaving: AbortController
}

export function laneFor(lease: Lease): Lane {
  return {
    partition: lease.partition,
    epoch: lease.epoch,
    position: lease.committed,
    busy: false,
    mayHaveMore: true,
    polled: true,
    leaving: new AbortController(),
  }
}

export type LaneWork = {
  handle: BatchHandler
  /** False when the partition has had another owner since. */
  commit(next: Lease): Promise<boolean>
  onFailure(error: unknown): void
}

const backoffMs = { first: 100, most: 5_000 }

/**
 * Hands over one batch until the handler has taken it, then commits it. Ends early, with nothing committed, when
 * the lane is given up between two tries. Never rejects.
 */
export async function workThrough(lane: Lane, batch: Batch, work: LaneWork): Promise<void> {
  const last = batch.records.at(-1)
  if (last === undefined) return
  const next = { partition: lane.partition, epoch: lane.epoch, committed: last.offset + 1n }
  const handled = await untilDone(lane, work, () => work.handle(batch))
  if (!handled) return
  await untilDone(lane, work, async () => {
    if (await work.commit(next)) lane.position = next.committed
    else {
      lane.leaving.abort()
      work.onFailure(
        new Error(`Partition ${lane.partition} of ${batch.topic} was taken over by another member`),
      )
    }
  })
}

async function untilDone(lane: Lane, work: LaneWork, attempt: () => Promise<void>): Promise<boolean> {
  for (let pauseMs = backoffMs.first; ; pauseMs = Math.min(pauseMs * 2, backoffMs.most)) {
    try {
      await attempt()
      return true
    } catch (error) {
      work.onFailure(error)
    }
    if (lane.leaving.signal.aborted) return false
    await wait(pauseMs, undefined, { signal: lane.leaving.signal }).catch(() => undefined)
    if (lane.leaving.signal.aborted) return false
  }
}
