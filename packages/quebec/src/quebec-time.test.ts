import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeDay } from './calendar-day.ts'
import { ageOn, effectiveDateWindow, quebecDayOf, startOfQuebecDay } from './quebec-time.ts'

const days = fc
  .date({ min: new Date('1975-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => writeDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()))

describe('startOfQuebecDay', () => {
  it.each([
    ['2026-07-01', '2026-07-01T04:00:00.000Z'],
    ['2026-12-01', '2026-12-01T05:00:00.000Z'],
    ['2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['2027-03-14', '2027-03-14T05:00:00.000Z'],
    ['2027-03-15', '2027-03-15T04:00:00.000Z'],
  ])('%s begins at %s', (day, instant) => {
    expect(startOfQuebecDay(day).toISOString()).toBe(instant)
  })

  it('is the first instant of its day, whatever the clocks do', () => {
    fc.assert(
      fc.property(days, (day) => {
        const start = startOfQuebecDay(day)
        expect(quebecDayOf(start)).toBe(day)
        expect(quebecDayOf(new Date(start.getTime() - 1)) < day).toBe(true)
      }),
    )
  })

  it('refuses what is not a day', () => {
    expect(() => startOfQuebecDay('2026-02-30')).toThrow(RangeError)
  })
})

describe('quebecDayOf', () => {
  it('is still yesterday in Québec when the day begins in Greenwich', () => {
    expect(quebecDayOf(new Date('2026-11-22T04:59:59.999Z'))).toBe('2026-11-21')
    expect(quebecDayOf(new Date('2026-11-22T05:00:00.000Z'))).toBe('2026-11-22')
  })
})

describe('ageOn', () => {
  it.each([
    ['2008-12-01', '2026-12-01', 18],
    ['2008-12-02', '2026-12-01', 17],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2026-12-01', '2026-12-01', 0],
  ])('born on %s is on %s aged %i', (birthDate, day, age) => {
    expect(ageOn(birthDate, day)).toBe(age)
  })
})

describe('effectiveDateWindow', () => {
  it('reaches one year back and three months ahead', () => {
    expect(effectiveDateWindow('2026-11-22')).toEqual({ first: '2025-11-22', last: '2027-02-22' })
    expect(effectiveDateWindow('2026-11-30')).toEqual({ first: '2025-11-30', last: '2027-02-28' })
  })
})
