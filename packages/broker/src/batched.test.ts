import { expect, test } from 'vitest'
import { batched } from './batched.ts'

const atOnce = { size: 100, concurrency: 1, paceMs: 0 }

test('calls made in one turn, and those made while a batch runs, go together', async () => {
  const batches: number[][] = []
  const double = batched<number, number>(async (items) => {
    batches.push([...items])
    await new Promise((resolve) => setTimeout(resolve, 5))
    return items.map((item) => item * 2)
  }, atOnce)
  const first = [1, 2, 3].map(double)
  await new Promise((resolve) => setTimeout(resolve, 1))
  const second = [4, 5].map(double)
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10])
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ])
})

test('no batch is larger than its size, and none runs beside more than its concurrency', async () => {
  let running = 0
  let most = 0
  const echo = batched<number, number>(
    async (items) => {
      most = Math.max(most, ++running)
      expect(items.length).toBeLessThanOrEqual(4)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running -= 1
      return items
    },
    { size: 4, concurrency: 2, paceMs: 0 },
  )
  const items = Array.from({ length: 50 }, (_, i) => i)
  expect(await Promise.all(items.map(echo))).toEqual(items)
  expect(most).toBe(2)
})

test('one bad item fails alone', async () => {
  const picky = batched<number, number>(async (items) => {
    if (items.includes(13)) throw new Error('unlucky')
    return items
  }, atOnce)
  const outcomes = await Promise.allSettled([11, 12, 13, 14].map(picky))
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
})

test('under load the next batches gather; a lone call never waits', async () => {
  const batches: number[] = []
  const echo = batched<number, number>(
    async (items) => {
      batches.push(items.length)
      return items
    },
    { size: 100, concurrency: 1, paceMs: 50 },
  )
  await echo(0)
  await echo(1)
  expect(batches).toEqual([1, 1])
  await Promise.all(Array.from({ length: 20 }, (_, i) => echo(i)))
  const began = performance.now()
  const later: Promise<number>[] = []
  for (let i = 0; i < 40; i++) {
    later.push(echo(i))
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
  await Promise.all(later)
  // Half the pace at the least load that counts.
  const rounds = Math.ceil((performance.now() - began) / 25) + 1
  expect(batches.slice(0, 3)).toEqual([1, 1, 20])
  expect(batches.length - 3).toBeLessThanOrEqual(rounds)
})

test('a batch is no heavier than its size, but for a single item that is', async () => {
  const batches: number[][] = []
  const echo = batched<number, number>(
    async (items) => {
      batches.push([...items])
      return items
    },
    { size: 10, weigh: (item) => item, concurrency: 1, paceMs: 0 },
  )
  expect(await Promise.all([4, 6, 1, 30, 2].map(echo))).toEqual([4, 6, 1, 30, 2])
  expect(batches).toEqual([[4, 6], [1], [30], [2]])
})
