import { flawsOf } from '../journey/compare-ledgers.ts'
import type { Driver } from '../journey/stage.ts'
import { median } from '../statistics.ts'
import { textTable } from '../text-table.ts'
import type { IsolationRun, Phase } from './isolation.ts'

export type IsolationResult = {
  readonly scenario: string
  readonly driver: Driver
  /** Medians over the quiet phases and the sick ones, of the six well agencies. */
  readonly quiet: Omit<Phase, 'sick'>
  readonly sick: Omit<Phase, 'sick'>
  /** Share of their throughput that the well lose while two are sick; below 0: they gain. */
  readonly throughputLoss: number
  readonly p99ChangeMs: number
  /** Less than 10 % of the throughput lost, and p99 moved by less than 10 % or 5 ms. */
  readonly isolated: boolean
  readonly verified: boolean
  readonly flaws: readonly string[]
  readonly phases: readonly Phase[]
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))

const mediansOf = (phases: readonly Phase[]): Omit<Phase, 'sick'> => {
  const of = (pick: (phase: Phase) => number): number => rounded(median(phases.map(pick)), 1)
  return {
    offeredPerSecond: of((phase) => phase.offeredPerSecond),
    arrivedPerSecond: of((phase) => phase.arrivedPerSecond),
    p50Ms: of((phase) => phase.p50Ms),
    p95Ms: of((phase) => phase.p95Ms),
    p99Ms: of((phase) => phase.p99Ms),
  }
}

/** What two sick agencies cost the six well ones; the bars are the issue's. */
export const summariseIsolation = (
  scenario: string,
  driver: Driver,
  runs: readonly IsolationRun[],
): IsolationResult => {
  const phases = runs.flatMap((run) => run.phases)
  const quiet = mediansOf(phases.filter((phase) => !phase.sick))
  const sick = mediansOf(phases.filter((phase) => phase.sick))
  const throughputLoss = rounded(1 - sick.arrivedPerSecond / quiet.arrivedPerSecond, 3)
  const p99ChangeMs = rounded(sick.p99Ms - quiet.p99Ms, 1)
  const flaws = runs.flatMap(({ comparison, refused }) => [
    ...flawsOf(comparison),
    ...Object.entries(refused).map(([status, count]) => `${count} filings answered with ${status}`),
  ])
  return {
    scenario,
    driver,
    quiet,
    sick,
    throughputLoss,
    p99ChangeMs,
    isolated: throughputLoss < 0.1 && p99ChangeMs < Math.max(5, quiet.p99Ms * 0.1),
    verified: flaws.length === 0,
    flaws,
    phases,
  }
}

const lineOf = (name: string, { arrivedPerSecond, p50Ms, p95Ms, p99Ms }: Omit<Phase, 'sick'>) => [
  name,
  ...[arrivedPerSecond, p50Ms, p95Ms, p99Ms].map((value) => value.toFixed(1)),
]

/** Nothing for no result. */
export const isolationAsText = (results: readonly IsolationResult[]): string =>
  results
    .map(({ driver, quiet, sick, throughputLoss, p99ChangeMs, isolated, flaws }) =>
      [
        textTable([
          [`six well agencies, ${driver}`, 'arrived/s', 'p50 ms', 'p95', 'p99'],
          lineOf('all eight well', quiet),
          lineOf('one hangs, one answers 500', sick),
        ]),
        `throughput lost ${(throughputLoss * 100).toFixed(1)} %, p99 ${p99ChangeMs.toFixed(1)} ms later: ` +
          (isolated ? 'isolated' : 'NOT ISOLATED'),
        ...flaws.map((flaw) => `FAILED: ${flaw}`),
      ].join('\n'),
    )
    .join('\n\n')
