import type { Batch } from '@unefois/broker/ports/event-log.ts'
import type { EachBatchPayload, KafkaMessage } from 'kafkajs'
import { describe, expect, it } from 'vitest'
import { type BatchRunParts, batchRun, pauseAfter } from './batch-run.ts'
import { defaultTimings } from './kafka-options.ts'
import { pacedCommits } from './paced-commits.ts'

/** A batch of `count` records at offsets 10, 11, …, and what was done with it. */
function fetched(count: number, changes: Partial<EachBatchPayload> = {}) {
  const done: string[] = []
  let resolved = 9n
  const messages = Array.from(
    { length: count },
    (_, n) => ({ key: Buffer.from('k'), value: null, offset: String(10 + n), headers: {} }) as KafkaMessage,
  )
  const payload = {
    batch: { topic: 'topic', partition: 3, messages },
    isRunning: () => true,
    isStale: () => false,
    heartbeat: async () => void done.push('heartbeat'),
    resolveOffset: (offset: string) => {
      resolved = BigInt(offset)
      done.push(`resolve ${offset}`)
    },
    uncommittedOffsets: () => ({
      topics: [{ topic: 'topic', partitions: [{ partition: 3, offset: String(resolved + 1n) }] }],
    }),
    commitOffsetsIfNecessary: async (offsets: { topics: { partitions: { offset: string }[] }[] }) =>
      void done.push(`commit ${offsets.topics[0]?.partitions[0]?.offset}`),
    pause: () => {
      done.push('pause')
      return () => void done.push('resume')
    },
    ...changes,
  } as unknown as EachBatchPayload
  return { done, payload }
}

function running(done: string[], changes: Partial<BatchRunParts> = {}) {
  const failures: unknown[] = []
  const run = batchRun({
    options: {
      group: 'g',
      topic: 'topic',
      from: 'beginning',
      maxRecords: 2,
      onFailure: (error) => failures.push(error),
    },
    timings: { ...defaultTimings, handlerPause: [1, 1] },
    handle: async (batch: Batch) =>
      void done.push(`handle ${batch.records.map((one) => one.offset).join(' ')}`),
    interruption: () => null,
    interrupt() {},
    commits: pacedCommits(0, () => undefined),
    rejections: new Map(),
    ...changes,
  })
  return { run, failures }
}

describe('batchRun', () => {
  it('commits each slice once it is handled, and before the next', async () => {
    const { done, payload } = fetched(3)
    await running(done).run(payload)
    expect(done).toEqual([
      ...['handle 10 11', 'resolve 11', 'commit 12', 'heartbeat'],
      ...['handle 12', 'resolve 12', 'commit 13', 'heartbeat'],
    ])
  })

  it('commits nothing of a slice whose handler rejects, and holds the partition', async () => {
    const { done, payload } = fetched(4)
    const refusal = new Error('no')
    const { run, failures } = running(done, { handle: () => Promise.reject(refusal) })
    await run(payload)
    expect(done).toEqual(['pause'])
    expect(failures).toEqual([refusal])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(done).toEqual(['pause', 'resume'])
  })

  it('stops between slices when the member was stopped, and commits the one that ran', async () => {
    let slices = 0
    const { done, payload } = fetched(4, { isRunning: () => slices++ === 0 })
    await running(done).run(payload)
    expect(done).toEqual(['handle 10 11', 'resolve 11', 'commit 12', 'heartbeat'])
  })

  it('ends with the reason when the partitions are being shared out anew', async () => {
    const rebalance = new Error('rebalance')
    const { done, payload } = fetched(4)
    await expect(running(done, { interruption: () => rebalance }).run(payload)).rejects.toBe(rebalance)
    expect(done).toEqual([])
  })

  it('lets a failed commit end the batch, so that the records come again', async () => {
    const lost = new Error('unknown member')
    const { done, payload } = fetched(4, { commitOffsetsIfNecessary: () => Promise.reject(lost) })
    await expect(running(done).run(payload)).rejects.toBe(lost)
    expect(done).toEqual(['handle 10 11', 'resolve 11'])
  })
})

describe('pauseAfter', () => {
  it('doubles up to the longest', () => {
    expect([1, 2, 3, 4, 5, 500].map((tries) => pauseAfter(tries, [200, 1_500]))).toEqual([
      200, 400, 800, 1_500, 1_500, 1_500,
    ])
  })
})
