import { expect, test } from 'vitest'
import { keptBriefly } from './kept-briefly.ts'

/** Readings that end when the test says so; each gives its number. */
const readings = () => {
  const pending: { resolve: (value: number) => void; reject: (error: Error) => void }[] = []
  const read = (): Promise<number> =>
    new Promise((resolve, reject) => {
      pending.push({ resolve, reject })
    })
  return { pending, read }
}

test('who asks while it is read, or shortly after, gets the same reading', async () => {
  const { pending, read } = readings()
  const kept = keptBriefly(read, 0)
  const asked = [kept.get(), kept.get()]
  await new Promise((resolve) => setTimeout(resolve, 5))
  asked.push(kept.get())
  pending[0]?.resolve(1)
  expect(await Promise.all(asked)).toEqual([1, 1, 1])
  await new Promise((resolve) => setTimeout(resolve, 5))
  const later = kept.get()
  pending[1]?.resolve(2)
  expect(await later).toBe(2)
})

test('what is forgotten while it is read is read anew', async () => {
  const { pending, read } = readings()
  const kept = keptBriefly(read, 60_000)
  const before = kept.get()
  kept.forget()
  const after = kept.get()
  pending[1]?.resolve(2)
  pending[0]?.resolve(1)
  expect([await before, await after, await kept.get()]).toEqual([1, 2, 2])
})

test('a failed reading is not kept', async () => {
  const { pending, read } = readings()
  const kept = keptBriefly(read, 60_000)
  const failed = kept.get()
  pending[0]?.reject(new Error('away'))
  await expect(failed).rejects.toThrow('away')
  const next = kept.get()
  pending[1]?.resolve(2)
  expect(await next).toBe(2)
})
