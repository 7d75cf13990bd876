import { expect, test } from 'vitest'
import { nextReconcileMs } from './reconcile-rhythm.ts'

/** How often one record is put back while the consumers stand still for so long. */
const copiesWithin = (standstillMs: number): number => {
  let copies = 0
  let waited = nextReconcileMs(0, 0)
  for (let at = waited; at < standstillMs; at += waited) {
    copies += 1
    waited = nextReconcileMs(1, waited)
  }
  return copies
}

test('while nothing is lost it looks every five seconds, also after something was', () => {
  expect(nextReconcileMs(0, 0)).toBe(5_000)
  expect(nextReconcileMs(0, 240_000)).toBe(5_000)
})

test('what only waits is copied a few times, not every five seconds', () => {
  expect(copiesWithin(60_000)).toBe(1)
  expect(copiesWithin(3_600_000)).toBeLessThan(10)
})
