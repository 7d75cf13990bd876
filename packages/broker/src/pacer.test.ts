import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pacer } from './pacer.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

test('a lone item never waits', () => {
  const pace = pacer(80)
  pace.note(1)
  expect(pace.waitMs(performance.now())).toBe(0)
})

test('under load the pace grows with it, up to what was asked for', () => {
  const waits = [14, 15, 30, 40, 4_000].map((items) => {
    const pace = pacer(80)
    pace.note(items)
    return pace.waitMs(performance.now())
  })
  expect(waits).toEqual([0, 40, 40, 80, 80])
})

test('rounds of several fall together, whenever each began its last', () => {
  const waits = [0, 25, 30].map((passed) => {
    vi.advanceTimersByTime(passed)
    const pace = pacer(80)
    pace.note(1_000)
    const now = performance.now()
    return now + pace.waitMs(now)
  })
  expect(new Set(waits)).toEqual(new Set([80]))
})

test('a timer that rings a little early does not make two rounds of one', () => {
  vi.advanceTimersByTime(79.3)
  const pace = pacer(80)
  pace.note(1_000)
  expect(performance.now() + pace.waitMs(performance.now())).toBeCloseTo(160)
})

test('without a pace nobody ever waits', () => {
  const pace = pacer(0)
  pace.note(1_000)
  expect(pace.waitMs(performance.now())).toBe(0)
})

test('what has passed since the last round counts, and a load is forgotten when it has gone', () => {
  const pace = pacer(80)
  const round = performance.now()
  pace.note(1_000)
  vi.advanceTimersByTime(50)
  expect(pace.waitMs(round)).toBe(30)
  vi.advanceTimersByTime(250)
  expect(pace.waitMs(performance.now())).toBe(0)
})
