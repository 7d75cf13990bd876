import { expect, test } from 'vitest'
import { deliveryStates, finalStates, isFinal, transitions } from './delivery.ts'

test('nothing leads out of a final state, and every other state leads somewhere', () => {
  const sources = new Set(Object.values(transitions).flatMap(({ from }) => from))
  for (const state of deliveryStates) expect(sources.has(state)).toBe(!isFinal(state))
})

test('every state but the first can be reached', () => {
  const reached = new Set(Object.values(transitions).flatMap(({ to }) => to))
  expect([...deliveryStates].filter((state) => !reached.has(state))).toEqual(['planned'])
  for (const state of finalStates) expect(reached.has(state)).toBe(true)
})
