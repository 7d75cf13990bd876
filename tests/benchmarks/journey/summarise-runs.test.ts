import { expect, test } from 'vitest'
import type { Machine } from '../machine.ts'
import type { Run } from './one-run.ts'
import { summariseRuns } from './summarise-runs.ts'

const machine: Machine = {
  processor: 'of a test',
  cores: 2,
  memoryGb: 8,
  system: 'none',
  node: '24',
  commit: 'abc',
}

const run = (deliveriesPerSecond: number, changed: Partial<Run> = {}): Run => ({
  deliveriesPerSecond,
  declarationsPerSecond: deliveriesPerSecond / 4,
  cpuMsPerDelivery: 1,
  cpuMsByProgram: { product: 0.7, postgresql: 0.3 },
  memoryMb: { product: 200, postgresql: 100 },
  transactionsPerDelivery: 0.5,
  walBytesPerDelivery: 4_000,
  takenByOthers: 0.05,
  backlogAtEnd: 3_000,
  rawPerSecond: 8_000,
  rawOtherwise: { request: 6_000, fetch: 3_000 },
  rawCpuMsPerDelivery: 0.14,
  p50Ms: 20,
  p95Ms: 50,
  p99Ms: 80,
  acceptP50Ms: 5,
  acceptP95Ms: 9,
  comparison: { promised: 10, lost: [], foreign: [], unacknowledged: [], invented: [], repeated: 0 },
  refused: {},
  versions: { postgresql: '18', kafka: null },
  ...changed,
})

test('publishes the median of the runs, and the share of the ceiling', () => {
  const result = summariseRuns('embedded', [run(1_000), run(3_000), run(2_000)], machine)
  expect(result).toMatchObject({
    driver: 'embedded',
    deliveriesPerSecond: 2_000,
    declarationsPerSecond: 500,
    rawPerSecond: 8_000,
    ratio: 0.25,
    cpuMsPerDelivery: 1,
    p50Ms: 20,
    p95Ms: 50,
    p99Ms: 80,
    memoryMb: { product: 200, postgresql: 100 },
    verified: true,
  })
  expect(result.runs).toHaveLength(3)
})

test('is not verified when one run of several lost a delivery', () => {
  const comparison = { ...run(1).comparison, lost: [{ agency: 'saaq', delivery: 'x' }] }
  const result = summariseRuns('kafka', [run(1_000), run(1_000, { comparison })], machine)
  expect(result.verified).toBe(false)
  expect(result.flaws).toHaveLength(1)
})

test('is not verified when a filing was turned away or not answered', () => {
  const { flaws, verified } = summariseRuns('kafka', [run(1_000, { refused: { 503: 2, 0: 1 } })], machine)
  expect(verified).toBe(false)
  expect(flaws).toEqual(['1 filings without an answer', '2 filings answered with 503'])
})
