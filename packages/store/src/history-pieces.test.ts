import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstIdOf, instantOf, monthOf, nameOf } from './history-pieces.ts'

const instants = fc.date({ min: new Date('2020-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })

test('an id of an instant lies in the month of that instant, and nowhere else', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const id = `${firstIdOf(instant).slice(0, 14)}7fff-bfff-ffffffffffff`
      expect(id >= firstIdOf(monthOf(instant))).toBe(true)
      expect(id < firstIdOf(monthOf(instant, 1))).toBe(true)
      expect(instantOf(id)).toEqual(instant)
    }),
  )
})

test('months follow each other without gap, over the end of a year', () => {
  const december = new Date('2026-12-31T23:59:59.999Z')
  expect(monthOf(december)).toEqual(new Date('2026-12-01T00:00:00Z'))
  expect(monthOf(december, 1)).toEqual(new Date('2027-01-01T00:00:00Z'))
  expect(nameOf('attempts', december)).toBe('attempts_2026_12')
})
