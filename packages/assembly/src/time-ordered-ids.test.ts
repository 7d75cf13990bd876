import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timeOrderedIds } from './time-ordered-ids.ts'

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('each id is greater than the one before, whatever the clock does, and none comes twice', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 300 }), (steps) => {
      let at = Date.UTC(2026, 10, 22)
      const newId = timeOrderedIds({ now: () => at, random: randomBytes })
      const ids = steps.map((step) => {
        at += step
        return newId()
      })
      expect(ids).toEqual(ids.toSorted())
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(id).toMatch(form)
    }),
  )
})

test('an id says the millisecond in which it was made', () => {
  const at = Date.UTC(2026, 10, 22, 15)
  const id = timeOrderedIds({ now: () => at, random: randomBytes })()
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
})

test('two makers of the same millisecond do not make the same ids', () => {
  const makers = [0, 1].map(() => timeOrderedIds({ now: () => 1, random: randomBytes }))
  const ids = makers.flatMap((newId) => Array.from({ length: 1_000 }, newId))
  expect(new Set(ids).size).toBe(2_000)
})
