import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inRequests } from './in-requests.ts'
import type { DueDelivery } from './ports/deliveries.ts'

const due = (retries: number, i: number) => ({ id: `d${i}`, retries }) as unknown as DueDelivery

test('everything goes once, in order among its equals, in no larger requests than asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 50 }),
      (retries, size) => {
        const deliveries = retries.map(due)
        const requests = inRequests(deliveries, size)
        expect(requests.flat().toSorted((a, b) => a.retries - b.retries)).toEqual(
          deliveries.toSorted((a, b) => a.retries - b.retries),
        )
        expect(requests.every(({ length }) => length >= 1 && length <= size)).toBe(true)
      },
    ),
  )
})

test('what has failed goes in ever smaller requests, and soon alone', () => {
  const sizes = [0, 1, 2, 3].map((retries) =>
    Math.max(
      ...inRequests(
        Array.from({ length: 50 }, (_, i) => due(retries, i)),
        50,
      ).map((r) => r.length),
    ),
  )
  expect(sizes).toEqual([50, 12, 3, 1])
})
