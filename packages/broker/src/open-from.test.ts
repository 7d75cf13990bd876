import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openFrom } from './open-from.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour))
const closing = (from: number, until: number) => ({ from: at(from), until: at(until) })

test('an agency is closed from the first instant of a closing to its last, and open at its end', () => {
  const closings = [closing(3, 5)]
  expect([2, 3, 4, 5].map((hour) => openFrom(closings, at(hour)))).toEqual([at(2), at(5), at(5), at(5)])
})

test('closings that touch or overlap are one, in whatever order they were written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 10 })), { maxLength: 8 }),
      fc.nat(60),
      (periods, hour) => {
        const closings = periods.map(([from, length]) => closing(from, from + length))
        const isOpen = (candidate: number) =>
          closings.every(({ from, until }) => at(candidate) < from || at(candidate) >= until)
        let expected = hour
        while (!isOpen(expected)) expected += 1
        expect(openFrom(closings, at(hour))).toEqual(at(expected))
        expect(openFrom(closings.toReversed(), at(hour))).toEqual(at(expected))
      },
    ),
  )
})
