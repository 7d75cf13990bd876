import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { pacedCommits } from './paced-commits.ts'

/** A member that handles, and remembers what was committed of it. */
const member = (fails = false) => {
  let handled = 0
  const committed: number[] = []
  const payload = {
    uncommittedOffsets: () => ({
      topics: [{ topic: 't', partitions: [{ partition: 0, offset: String(handled) }] }],
    }),
    commitOffsetsIfNecessary: async (offsets?: { topics: { partitions: { offset: string }[] }[] }) => {
      if (fails) throw new Error('REBALANCE_IN_PROGRESS')
      committed.push(Number(offsets?.topics[0]?.partitions[0]?.offset))
    },
  }
  return {
    committed,
    payload,
    handle: () => {
      handled += 1
    },
  }
}

test('the first is committed at once, what follows together, and the last within the pace', async () => {
  const { payload, handle, committed } = member()
  const commits = pacedCommits(500, () => undefined)
  for (let i = 0; i < 10; i++) {
    handle()
    await commits.handled(payload)
  }
  expect(committed).toEqual([1])
  await expect.poll(() => committed, { timeout: 5_000 }).toEqual([1, 10])
  await pause(510)
  handle()
  await commits.handled(payload)
  expect(committed).toEqual([1, 10, 11])
})

test('closing commits what is left, and each that still ends at once', async () => {
  const { payload, handle, committed } = member()
  const commits = pacedCommits(60_000, () => undefined)
  for (let i = 0; i < 3; i++) {
    handle()
    await commits.handled(payload)
  }
  await commits.close()
  handle()
  await commits.handled(payload)
  expect(committed).toEqual([1, 3, 4])
})

test('a commit that nobody waits for and that fails is heard of', async () => {
  const { payload } = member(true)
  const failures: string[] = []
  const commits = pacedCommits(300, ({ message }) => failures.push(message))
  await expect(commits.handled(payload)).rejects.toThrow('REBALANCE')
  await commits.handled(payload)
  await expect.poll(() => failures, { timeout: 5_000 }).toEqual(['REBALANCE_IN_PROGRESS'])
})
