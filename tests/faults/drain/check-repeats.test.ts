import { expect, test } from 'vitest'
import { checkRepeats } from './check-repeats.ts'

const kill = { at: 1_000, recorded: new Set(['recorded']), inHand: 2 }
const check = (arrivals: Readonly<Record<string, readonly number[]>>) =>
  checkRepeats(new Map(Object.entries(arrivals)), kill)

test('what was in flight may come twice', () => {
  expect(check({ recorded: [900], flying: [990, 2_000], fresh: [2_100] })).toEqual({ twice: 1, flaws: [] })
})

test('finds what was recorded and came again', () => {
  expect(check({ recorded: [900, 2_000] }).flaws).toHaveLength(1)
})

test('finds what came three times', () => {
  expect(check({ flying: [990, 2_000, 2_100] }).flaws).toHaveLength(1)
})

test('finds more repetitions than can have been in flight', () => {
  expect(check({ a: [990, 2_000], b: [990, 2_000], c: [990, 2_000] }).flaws).toHaveLength(1)
})
