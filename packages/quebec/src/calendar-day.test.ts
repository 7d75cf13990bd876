import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, daysBetween, readDay, writeDay } from './calendar-day.ts'

describe('readDay', () => {
  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-2-3',
    '0000-01-01',
    '2025-02-29',
    '',
    'x',
  ])('knows that %j is no day', (text) => {
    expect(readDay(text)).toBeNull()
  })

  it('reads what it writes, for every day', () => {
    const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, (date) => {
        const parts = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const
        expect(readDay(writeDay(...parts))).toEqual(parts)
      }),
    )
  })
})

describe('addMonths', () => {
  it.each([
    ['2026-11-22', 3, '2027-02-22'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2028-02-29', -12, '2027-02-28'],
    ['2026-01-15', -12, '2025-01-15'],
    ['2026-12-31', 1, '2027-01-31'],
  ])('%s and %i months is %s', (day, months, result) => {
    expect(addMonths(day, months)).toBe(result)
  })

  it('throws on what is not a day', () => {
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError)
  })
})

describe('daysBetween', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 0],
    ['2026-10-23', '2026-11-22', 30],
    ['2024-02-28', '2024-03-01', 2],
    ['2026-11-22', '2026-11-21', -1],
  ])('from %s to %s: %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days)
  })

  it('refuses what is not a day', () => {
    expect(() => daysBetween('2026-02-30', '2026-03-01')).toThrow(RangeError)
  })
})
