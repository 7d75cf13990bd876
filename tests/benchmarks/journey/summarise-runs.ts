import type { Machine } from '../machine.ts'
import { median } from '../statistics.ts'
import { flawsOf } from './compare-ledgers.ts'
import type { Run } from './one-run.ts'
import type { Driver } from './stage.ts'

/** What is published of a driver: medians over the runs, and the runs themselves. */
export type DriverResult = {
  readonly driver: Driver
  readonly deliveriesPerSecond: number
  readonly declarationsPerSecond: number
  readonly rawPerSecond: number
  /** The same POSTs by undici's `request` and by `fetch`, each a second. */
  readonly rawOtherwise: Readonly<Record<string, number>>
  /** Deliveries of the product for each of the raw sender's. */
  readonly ratio: number
  readonly cpuMsPerDelivery: number
  readonly cpuMsByProgram: Readonly<Record<string, number>>
  readonly rawCpuMsPerDelivery: number
  readonly transactionsPerDelivery: number
  readonly walBytesPerDelivery: number
  readonly takenByOthers: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  readonly acceptP50Ms: number
  readonly acceptP95Ms: number
  readonly memoryMb: Readonly<Record<string, number>>
  readonly verified: boolean
  readonly flaws: readonly string[]
  readonly machine: Machine & Run['versions']
  /** `repeated`: arrivals beyond the first of a delivery; allowed, but work done twice. */
  readonly runs: readonly (Omit<Run, 'comparison' | 'versions'> & { readonly repeated: number })[]
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

const medianOf = (runs: readonly Run[], pick: (run: Run) => number | undefined, digits = 1): number =>
  rounded(median(runs.map((run) => pick(run) ?? Number.NaN)), digits)

const medians = (
  runs: readonly Run[],
  pick: (run: Run) => Readonly<Record<string, number>>,
  digits: number,
) =>
  Object.fromEntries(
    Object.keys(pick(runs[0] as Run)).map((name) => [name, medianOf(runs, (run) => pick(run)[name], digits)]),
  )

const flawsOfRun = ({ comparison, refused }: Run): readonly string[] => [
  ...flawsOf(comparison),
  ...Object.entries(refused).map(([status, count]) =>
    status === '0' ? `${count} filings without an answer` : `${count} filings answered with ${status}`,
  ),
]

/** Medians over at least one run. */
export const summariseRuns = (driver: Driver, runs: readonly Run[], machine: Machine): DriverResult => {
  const flaws = runs.flatMap(flawsOfRun)
  const deliveriesPerSecond = medianOf(runs, (run) => run.deliveriesPerSecond)
  const rawPerSecond = medianOf(runs, (run) => run.rawPerSecond)
  return {
    driver,
    deliveriesPerSecond,
    declarationsPerSecond: medianOf(runs, (run) => run.declarationsPerSecond),
    rawPerSecond,
    rawOtherwise: medians(runs, (run) => run.rawOtherwise, 1),
    ratio: rounded(deliveriesPerSecond / rawPerSecond, 3),
    cpuMsPerDelivery: medianOf(runs, (run) => run.cpuMsPerDelivery, 3),
    cpuMsByProgram: medians(runs, (run) => run.cpuMsByProgram, 3),
    rawCpuMsPerDelivery: medianOf(runs, (run) => run.rawCpuMsPerDelivery, 3),
    transactionsPerDelivery: medianOf(runs, (run) => run.transactionsPerDelivery, 2),
    walBytesPerDelivery: medianOf(runs, (run) => run.walBytesPerDelivery, 0),
    takenByOthers: medianOf(runs, (run) => run.takenByOthers, 2),
    p50Ms: medianOf(runs, (run) => run.p50Ms),
    p95Ms: medianOf(runs, (run) => run.p95Ms),
    p99Ms: medianOf(runs, (run) => run.p99Ms),
    acceptP50Ms: medianOf(runs, (run) => run.acceptP50Ms),
    acceptP95Ms: medianOf(runs, (run) => run.acceptP95Ms),
    memoryMb: medians(runs, (run) => run.memoryMb, 0),
    verified: flaws.length === 0,
    flaws,
    machine: { ...machine, ...(runs[0] as Run).versions },
    runs: runs.map(({ comparison, versions: _same, ...run }) => ({ ...run, repeated: comparison.repeated })),
  }
}
