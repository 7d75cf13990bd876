import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Asked, nextWaitMs } from './retry-schedule.ts'

const schedule = [1_000, 60_000, 3_600_000]
const dayMs = 86_400_000
const unasked: Asked = { retryAfterSeconds: null, throttled: false, random: () => 0.5 }

const schedules = fc.array(fc.integer({ min: 0, max: 7 * dayMs }), { maxLength: 10 })
const chances = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const retryAfters = fc.option(fc.oneof(fc.nat(100_000), fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER)))

describe('the wait after a failed attempt', () => {
  test('is its step, a fifth shorter or longer at most, and after the last there is none', () => {
    fc.assert(
      fc.property(schedules, fc.nat(12), chances, (steps, retries, chance) => {
        const wait = nextWaitMs(steps, retries, { ...unasked, random: () => chance })
        const step = steps[retries]
        if (step === undefined) {
          expect(wait).toBeNull()
          return
        }
        expect(wait).toBeGreaterThanOrEqual(Math.floor(step * 0.8))
        expect(wait).toBeLessThanOrEqual(Math.ceil(step * 1.2))
      }),
    )
    expect(nextWaitMs(schedule, 3, unasked)).toBeNull()
    expect(nextWaitMs([], 0, unasked)).toBeNull()
  })

  test('the jitter reaches both of its ends', () => {
    const at = (chance: number) => nextWaitMs(schedule, 1, { ...unasked, random: () => chance })
    expect([at(0), at(0.5), at(1 - Number.EPSILON)]).toEqual([48_000, 60_000, 72_000])
  })

  test('Retry-After lengthens it up to a day, and never shortens it', () => {
    const asked = (retryAfterSeconds: number) => nextWaitMs(schedule, 1, { ...unasked, retryAfterSeconds })
    expect(asked(0)).toBe(60_000)
    expect(asked(5)).toBe(60_000)
    expect(asked(600)).toBe(600_000)
    expect(asked(86_400)).toBe(dayMs)
    expect(asked(86_401)).toBe(dayMs)
    expect(asked(Number.MAX_SAFE_INTEGER)).toBe(dayMs)
  })

  test('a step of more than a day stays as it is, whatever Retry-After says', () => {
    expect(nextWaitMs([3 * dayMs], 0, { ...unasked, retryAfterSeconds: 10_000_000 })).toBe(3 * dayMs)
  })

  test.each([
    [100, 500],
    [1_000, 5_000],
    [5_000, 25_000],
    [6_000, 30_000],
    [10_000, 30_000],
    [60_000, 60_000],
    [3_600_000, 3_600_000],
  ])('after a sign of load a step of %d ms waits at least %d, and jitter only adds', (step, least) => {
    const at = (chance: number) =>
      nextWaitMs([step], 0, { ...unasked, throttled: true, random: () => chance }) ?? 0
    expect(at(0)).toBe(least)
    expect(at(0.999)).toBeGreaterThan(least)
    expect(at(0.999)).toBeLessThanOrEqual(least * 1.2)
  })

  test('whatever is asked, it is never shorter than unasked, nor longer than what asks for most', () => {
    fc.assert(
      fc.property(
        schedules,
        chances,
        retryAfters,
        fc.boolean(),
        (steps, chance, retryAfterSeconds, throttled) => {
          const random = () => chance
          for (const [retries, step] of steps.entries()) {
            const wait = nextWaitMs(steps, retries, { retryAfterSeconds, throttled, random }) ?? -1
            const plain = nextWaitMs(steps, retries, { ...unasked, random }) ?? 0
            const most = Math.max(step * 1.2, 36_000, Math.min((retryAfterSeconds ?? 0) * 1000, dayMs))
            expect(wait).toBeGreaterThanOrEqual(plain)
            expect(wait).toBeLessThanOrEqual(Math.ceil(most))
            expect(Number.isSafeInteger(wait)).toBe(true)
          }
        },
      ),
    )
  })
})
