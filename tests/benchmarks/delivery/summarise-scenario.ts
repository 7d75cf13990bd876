import { flawsOf } from '../journey/compare-ledgers.ts'
import type { Driver } from '../journey/stage.ts'
import type { Versions } from '../journey/versions-of.ts'
import type { Machine } from '../machine.ts'
import { median } from '../statistics.ts'
import type { ScenarioRun } from './one-scenario.ts'
import type { Scenario } from './scenarios.ts'

/** What is published of a scenario on a driver: medians over the runs, and the runs themselves. */
export type ScenarioResult = {
  readonly scenario: string
  readonly driver: Driver
  readonly work: Scenario['work']
  readonly agencies: number
  readonly answersAfterMs: number
  readonly batchSize: number
  readonly personsPerDeclaration: number
  readonly deliveriesPerSecond: number
  readonly rawPerSecond: number
  /** Deliveries of the product for each of the raw sender's, which sends one by one and is answered at once. */
  readonly ratio: number
  readonly deliveriesPerRequest: number
  readonly cpuMsPerDelivery: number
  readonly cpuMsByProgram: Readonly<Record<string, number>>
  readonly rawCpuMsPerDelivery: number
  readonly transactionsPerDelivery: number
  readonly walBytesPerDelivery: number
  readonly takenByOthers: number
  /** Accepted → arrived at 50 declarations a second; null for a backlog. */
  readonly p50Ms: number | null
  readonly p95Ms: number | null
  readonly p99Ms: number | null
  readonly memoryMb: Readonly<Record<string, number>>
  readonly verified: boolean
  readonly flaws: readonly string[]
  readonly machine: Machine & Versions
  readonly runs: readonly (Omit<ScenarioRun, 'comparison' | 'versions'> & { readonly repeated: number })[]
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

const flawsOfRun = ({ comparison, refused }: ScenarioRun): readonly string[] => [
  ...flawsOf(comparison),
  ...Object.entries(refused).map(([status, count]) => `${count} filings answered with ${status}`),
]

/** Medians over at least one run. */
export const summariseScenario = (
  { name, crowd, onKafka: _chosen, ...shape }: Scenario,
  driver: Driver,
  { runs, machine }: { readonly runs: readonly ScenarioRun[]; readonly machine: Machine },
): ScenarioResult => {
  const [first] = runs
  if (first === undefined) throw new Error(`${name} was not run`)
  const of = (pick: (run: ScenarioRun) => number | undefined, digits: number): number =>
    rounded(median(runs.map((run) => pick(run) ?? Number.NaN)), digits)
  const each = (pick: (run: ScenarioRun) => Readonly<Record<string, number>>, digits: number) =>
    Object.fromEntries(Object.keys(pick(first)).map((key) => [key, of((run) => pick(run)[key], digits)]))
  const waited = (share: 'p50Ms' | 'p95Ms' | 'p99Ms'): number | null =>
    first.arrival === null ? null : of((run) => run.arrival?.[share], 1)
  const flaws = runs.flatMap(flawsOfRun)
  return {
    scenario: name,
    driver,
    ...shape,
    personsPerDeclaration: crowd.persons,
    deliveriesPerSecond: of((run) => run.deliveriesPerSecond, 1),
    rawPerSecond: of((run) => run.rawPerSecond, 1),
    ratio: of((run) => run.deliveriesPerSecond / run.rawPerSecond, 3),
    deliveriesPerRequest: of((run) => run.deliveriesPerRequest, 1),
    cpuMsPerDelivery: of((run) => run.cpuMsPerDelivery, 3),
    cpuMsByProgram: each((run) => run.cpuMsByProgram, 3),
    rawCpuMsPerDelivery: of((run) => run.rawCpuMsPerDelivery, 3),
    transactionsPerDelivery: of((run) => run.transactionsPerDelivery, 3),
    walBytesPerDelivery: of((run) => run.walBytesPerDelivery, 0),
    takenByOthers: of((run) => run.takenByOthers, 2),
    p50Ms: waited('p50Ms'),
    p95Ms: waited('p95Ms'),
    p99Ms: waited('p99Ms'),
    memoryMb: each((run) => run.memoryMb, 0),
    verified: flaws.length === 0,
    flaws,
    machine: { ...machine, ...first.versions },
    runs: runs.map(({ comparison, versions: _same, ...run }) => ({ ...run, repeated: comparison.repeated })),
  }
}
