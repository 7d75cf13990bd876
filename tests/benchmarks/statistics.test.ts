import { expect, test } from 'vitest'
import { median, percentile } from './statistics.ts'

const hundred = Array.from({ length: 100 }, (_, i) => 100 - i)

test('takes the nearest rank', () => {
  expect(percentile(hundred, 0.5)).toBe(50)
  expect(percentile(hundred, 0.95)).toBe(95)
  expect(percentile(hundred, 0.99)).toBe(99)
  expect(percentile([7], 0.99)).toBe(7)
})

test('shows one endless wait among a hundred in the maximum only, two in the 99th', () => {
  const one = [...hundred.slice(1), Number.POSITIVE_INFINITY]
  expect(percentile(one, 0.99)).toBe(99)
  expect(percentile([...one.slice(1), Number.POSITIVE_INFINITY], 0.99)).toBe(Number.POSITIVE_INFINITY)
})

test('takes the middle, or the mean of the two in the middle', () => {
  expect(median([30, 10, 20])).toBe(20)
  expect(median([40, 10, 20, 30])).toBe(25)
  expect(median([])).toBeNaN()
})
