import { expect, test } from 'vitest'
import { askAgainMs } from './verify-endpoint.ts'

test('an endpoint that does not answer is asked again soon, then ever later, hourly in the end', () => {
  const waits = Array.from({ length: 30 }, (_, probes) => askAgainMs(probes) / 1000)
  expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40])
  expect(Math.max(...waits)).toBe(3_600)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
})
