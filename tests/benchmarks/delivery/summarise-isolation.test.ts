import { expect, test } from 'vitest'
import { compareLedgers } from '../journey/compare-ledgers.ts'
import type { Phase } from './isolation.ts'
import { summariseIsolation } from './summarise-isolation.ts'

const lines = [{ agency: 'saaq', delivery: 'delivery-1' }]
const comparison = compareLedgers({ promised: lines, received: lines, acknowledged: lines })
const phase = (sick: boolean, arrivedPerSecond: number, p99Ms: number): Phase => ({
  sick,
  offeredPerSecond: 360,
  arrivedPerSecond,
  p50Ms: 5,
  p95Ms: 8,
  p99Ms,
})
const summarise = (...phases: readonly Phase[]) =>
  summariseIsolation('isolation', 'embedded', [{ phases, comparison, refused: {} }])

test('two sick agencies that cost the others next to nothing are isolated', () => {
  const result = summarise(
    phase(false, 360, 12),
    phase(true, 358, 15),
    phase(false, 360, 14),
    phase(true, 359, 17),
  )
  expect(result).toMatchObject({ isolated: true, throughputLoss: 0.004, p99ChangeMs: 3, verified: true })
})

test.each([
  ['their throughput', phase(true, 300, 12)],
  ['their p99', phase(true, 360, 19)],
])('a tenth of %s lost is not isolation', (_what, sick) => {
  expect(summarise(phase(false, 360, 12), sick).isolated).toBe(false)
})

test('a p99 of a second may move by less than a tenth of it', () => {
  expect(summarise(phase(false, 360, 1_000), phase(true, 360, 1_090)).isolated).toBe(true)
  expect(summarise(phase(false, 360, 1_000), phase(true, 360, 1_110)).isolated).toBe(false)
})

test('an agency that got nothing at all is no isolation', () => {
  const dead = phase(true, 0, Number.POSITIVE_INFINITY)
  expect(summarise(phase(false, 360, 12), dead).isolated).toBe(false)
})
