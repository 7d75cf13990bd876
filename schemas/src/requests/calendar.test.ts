import { describe, expect, it } from 'vitest'
import { parsed } from '../parsed.ts'
import { Calendar, closingsOf } from './calendar.ts'

const closings = (from: string, to: string) => {
  const calendar = parsed(Calendar, { closed: [{ from, to, reason: 'Élections' }] })
  if (!calendar.ok) return calendar.flaws[0]?.code
  return closingsOf(calendar.value).map((each) => [each.from.toISOString(), each.until.toISOString()])
}

describe('closingsOf', () => {
  it.each([
    ['2026-09-01', '2026-10-05', '2026-09-01T04:00:00.000Z', '2026-10-06T04:00:00.000Z'],
    ['2026-11-01', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['2026-12-31', '2026-12-31', '2026-12-31T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
    [
      '2026-06-20T14:00:00-04:00',
      '2026-06-20T14:05:00-04:00',
      '2026-06-20T18:00:00.000Z',
      '2026-06-20T18:05:00.000Z',
    ],
  ])('from %s to %s is closed from %s until %s', (from, to, start, end) => {
    expect(closings(from, to)).toEqual([[start, end]])
  })

  it('ends after it begins', () => {
    expect(closings('2026-10-05', '2026-10-04')).toBe('period-backwards')
    expect(closings('2026-06-20T14:00:00Z', '2026-06-20T14:00:00Z')).toBe('period-backwards')
    expect(closings('2026-02-30', '2026-03-01')).toBe('day-or-instant-invalid')
  })
})
