import { agencyId } from '@unefois/domain/ids.ts'
import { expect, test } from 'vitest'
import { keepLanes } from './keep-lanes.ts'
import type { Lane } from './ports/deliveries.ts'

const agency = agencyId('saaq')
const lane: Lane = { agency, shard: 0, epoch: 1n }

const keeper = () => {
  const asked: ((owned: readonly Lane[]) => void)[] = []
  const lost: (() => void)[] = []
  const keep = keepLanes(
    {
      lanes: {
        renew: () => new Promise((resolve) => asked.push(resolve)),
        release: async () => undefined,
        onLost: (callBack) => void lost.push(callBack),
      },
      journal: { info: () => undefined, alarm: () => undefined },
      onTaken: () => undefined,
    },
    'worker',
    [agency],
  )
  const stop = new AbortController()
  const running = keep.run(stop.signal)
  return {
    keep,
    /** Answers the renewal that is under way, once there is one. */
    answer: async () => {
      await expect.poll(() => asked.length, { timeout: 10_000 }).toBeGreaterThan(0)
      asked.shift()?.([lane])
      await new Promise(setImmediate)
    },
    asked,
    lose: () => lost.forEach((callBack) => callBack()),
    end: async () => {
      stop.abort()
      for (const answer of asked) answer([])
      await running
    },
  }
}

test('a lane that others may take is owned no more, until the next renewal says so', async () => {
  const { keep, answer, lose, end } = keeper()
  await answer()
  expect(keep.owned(agency)).toEqual([lane])
  lose()
  expect(keep.owned(agency)).toEqual([])
  await answer()
  expect(keep.owned(agency)).toEqual([lane])
  await end()
})

test('what was lost while it was being renewed is not owned', async () => {
  const { keep, answer, asked, lose, end } = keeper()
  await expect.poll(() => asked.length).toBe(1)
  lose()
  await answer()
  expect(keep.owned(agency)).toEqual([])
  await end()
})
