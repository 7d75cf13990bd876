import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundDeferral } from './bound-deferral.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const until = (instant: string) => boundDeferral({ outcome: 'deferred', until: instant }, now).until

test('what lies ahead within a year stands as given', () => {
  expect(until('2026-11-22T12:00:00.001Z')).toBe('2026-11-22T12:00:00.001Z')
  expect(until('2027-11-01T00:00:00.000Z')).toBe('2027-11-01T00:00:00.000Z')
})

test('the past is moved to ten seconds from now, the far future to a year', () => {
  expect(until('2020-01-01T00:00:00.000Z')).toBe('2026-11-22T12:00:10.000Z')
  expect(until('2026-11-22T12:00:00.000Z')).toBe('2026-11-22T12:00:10.000Z')
  expect(until('2206-11-22T12:00:00.000Z')).toBe('2027-11-23T12:00:00.000Z')
})

test('whatever is given, the delivery comes back, later than now and within 366 days', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      const at = Date.parse(until(date.toISOString()) ?? '') - now.getTime()
      expect(at).toBeGreaterThan(0)
      expect(at).toBeLessThanOrEqual(366 * 24 * 3_600_000)
    }),
  )
})

test('other answers are left alone', () => {
  expect(boundDeferral({ outcome: 'accepted', reference: 'R' }, now)).toEqual({
    outcome: 'accepted',
    reference: 'R',
  })
})
