import { expect, test } from 'vitest'
import { retryAfterSeconds } from './retry-after-seconds.ts'

const now = new Date('2026-11-22T12:00:00.500Z')

test.each([
  ['0', 0],
  ['120', 120],
  [' 7 ', 7],
  ['9'.repeat(30), Number.MAX_SAFE_INTEGER],
  ['Sun, 22 Nov 2026 12:01:00 GMT', 60],
  ['Sunday, 22-Nov-26 12:01:00 GMT', 60],
  ['Sun Nov 22 12:01:00 2026', 60],
  ['Sat, 21 Nov 2026 12:00:00 GMT', 0],
  [undefined, null],
  ['', null],
  ['-5', null],
  ['5.5', null],
  ['soon', null],
  ['Sun, 99 Nov 2026 12:01:00 GMT', null],
])('%s is %s', (header, expected) => {
  expect(retryAfterSeconds(header, now)).toBe(expected)
})
