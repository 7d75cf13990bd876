import { expect, test } from 'vitest'
import { declarationState } from './declaration-state.ts'
import type { DeliveryState } from './delivery.ts'

const of = (...states: DeliveryState[]) =>
  declarationState(
    states.map((state) => ({ state, overdue: false })),
    false,
  )

test('a declaration is held while nothing may leave, and completed once every told line is final', () => {
  expect(of('held', 'held')).toBe('held')
  expect(of('held', 'due')).toBe('in-progress')
  expect(of('accepted', 'held')).toBe('in-progress')
  expect(of('accepted', 'not-a-client', 'set-aside')).toBe('completed')
  expect(of()).toBe('completed')
})

test('whatever somebody must look at shows, and a withdrawn declaration is withdrawn', () => {
  for (const state of ['parked', 'rejected', 'needs-review'] as const)
    expect(of('accepted', state)).toBe('needs-attention')
  expect(declarationState([{ state: 'received', overdue: true }], false)).toBe('needs-attention')
  expect(declarationState([{ state: 'parked', overdue: false }], true)).toBe('withdrawn')
})
