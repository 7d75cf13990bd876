import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoDuration } from './iso-duration.ts'

test.each([
  ['PT0S', 0],
  ['PT1S', 1000],
  ['PT0.5S', 500],
  ['PT10M', 600_000],
  ['P2D', 172_800_000],
  ['P1DT2H3M4.005S', 93_784_005],
])('reads %s', (text, ms) => {
  expect(isoDuration(text)).toBe(ms)
})

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  '10',
  '1S',
  'PT-1S',
  'P1Y',
  'P1M',
  'P1W',
  'pt1s',
  'PT1S ',
  'PT1,5S',
  'PT1H2',
])('refuses "%s"', (text) => {
  expect(isoDuration(text)).toBeNull()
})

test('reads back any number of days, hours, minutes and seconds', () => {
  const part = fc.nat({ max: 9999 })
  fc.assert(
    fc.property(part, part, part, part, (days, hours, minutes, seconds) => {
      const ms = isoDuration(`P${days}DT${hours}H${minutes}M${seconds}S`)
      expect(ms).toBe((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
    }),
  )
})
