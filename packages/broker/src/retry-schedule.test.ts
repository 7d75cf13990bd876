import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextWaitMs } from './retry-schedule.ts'

const schedule = [1_000, 60_000, 3_600_000]
const unasked = { retryAfterSeconds: null, random: () => 0.5 }

test('each wait is its step, a fifth shorter or longer at most, and after the last there is none', () => {
  fc.assert(
    fc.property(
      fc.nat(2),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (retries, chance) => {
        const wait = nextWaitMs(schedule, retries, { ...unasked, random: () => chance }) ?? 0
        const step = schedule[retries] ?? 0
        expect(wait).toBeGreaterThanOrEqual(step * 0.8)
        expect(wait).toBeLessThanOrEqual(step * 1.2)
      },
    ),
  )
  expect(nextWaitMs(schedule, 3, unasked)).toBeNull()
  expect(nextWaitMs([], 0, unasked)).toBeNull()
})

test('Retry-After lengthens a wait up to a day, and never shortens it', () => {
  const asked = (retryAfterSeconds: number) => nextWaitMs(schedule, 1, { ...unasked, retryAfterSeconds })
  expect(asked(5)).toBe(60_000)
  expect(asked(600)).toBe(600_000)
  expect(asked(10_000_000)).toBe(86_400_000)
})
