import { expect, test } from 'vitest'
import { compareLedgers } from '../journey/compare-ledgers.ts'
import type { Machine } from '../machine.ts'
import type { ScenarioRun } from './one-scenario.ts'
import { scenariosAsText } from './print-scenarios.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { summariseScenario } from './summarise-scenario.ts'

const machine: Machine = {
  processor: 'of a test',
  cores: 2,
  memoryGb: 8,
  system: 'none',
  node: '24',
  commit: 'abc',
}
const [scenario] = scenarios as readonly [Scenario, ...Scenario[]]
const lines = [1, 2, 3].map((number) => ({ agency: 'saaq', delivery: `delivery-${number}` }))
const sound = { promised: lines, received: lines, acknowledged: lines }

const run = (deliveriesPerSecond: number, changed: Partial<ScenarioRun> = {}): ScenarioRun => ({
  deliveriesPerSecond,
  memoryMb: { product: 200 },
  cpuMsPerDelivery: 0.5,
  cpuMsByProgram: { product: 0.3, postgresql: 0.2 },
  transactionsPerDelivery: 0.2,
  walBytesPerDelivery: 3_000,
  takenByOthers: 0.05,
  rawPerSecond: 5_000,
  rawCpuMsPerDelivery: 0.15,
  arrival: { p50Ms: 4, p95Ms: 9, p99Ms: 12 },
  deliveriesPerRequest: 1,
  comparison: compareLedgers(sound),
  refused: {},
  versions: { postgresql: '18', kafka: null },
  ...changed,
})
const summarise = (runs: readonly ScenarioRun[]) => summariseScenario(scenario, 'embedded', { runs, machine })

test('publishes medians over the runs and the share of the raw ceiling of the same run', () => {
  expect(summarise([run(2_000), run(3_000), run(2_500)])).toMatchObject({
    scenario: 'live-1',
    deliveriesPerSecond: 2_500,
    ratio: 0.5,
    p50Ms: 4,
    verified: true,
  })
})

test('has no arrivals of a backlog, which waits for its gates', () => {
  expect(summarise([run(2_000, { arrival: null })])).toMatchObject({ p50Ms: null, p99Ms: null })
})

test('finds a planted loss in one run of several', () => {
  const comparison = compareLedgers({ ...sound, received: lines.slice(1) })
  const result = summarise([run(2_000), run(2_000, { comparison }), run(2_000)])
  expect(result.verified).toBe(false)
  expect(result.flaws).toEqual(['1 promised and never received, e.g. saaq delivery-1 (of 3 promised)'])
  expect(scenariosAsText([result])).toContain('DIFFER')
})

test('finds what another agency had, and a filing turned away', () => {
  const comparison = compareLedgers({ ...sound, received: lines.map((line) => ({ ...line, agency: 'dge' })) })
  expect(summarise([run(2_000, { comparison })]).flaws).toHaveLength(2)
  expect(summarise([run(2_000, { refused: { 503: 2 } })]).flaws).toEqual(['2 filings answered with 503'])
})

test('has every combination once: live and drained, 1 and 8 agencies, at once and slow, with and without batches', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(16)
})
