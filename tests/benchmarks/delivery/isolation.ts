import { toldOfHousehold } from '@unefois/tests/running/invented-household.ts'
import type { Comparison } from '../journey/compare-ledgers.ts'
import { compareStage, refusedOf } from '../journey/compare-stage.ts'
import { promisesOf } from '../journey/promises-of.ts'
import type { Stage } from '../journey/stage.ts'
import { untilDelivered } from '../journey/until-delivered.ts'
import type { Filings } from '../programs/filer.ts'
import { type Arrival, firstArrivals, percentilesOf, waitsOf } from './measure-arrival.ts'

export const isolationName = 'isolation'

/** What the six well agencies had in one phase. */
export type Phase = Arrival & {
  readonly sick: boolean
  /** Promised to them, and arrived there, a second of the phase. */
  readonly offeredPerSecond: number
  readonly arrivedPerSecond: number
}

export type IsolationRun = {
  readonly phases: readonly Phase[]
  readonly comparison: Comparison
  readonly refused: Readonly<Record<string, number>>
}

export type IsolationPlan = {
  readonly declarationsPerSecond: number
  /** Of a phase; before it three more, not measured, in which breakers open and slots fill. */
  readonly seconds: number
}

export const usualIsolationPlan: IsolationPlan = { declarationsPerSecond: 60, seconds: 15 }
export const quickIsolationPlan: IsolationPlan = { declarationsPerSecond: 30, seconds: 5 }

const [hanging, failing, ...well] = toldOfHousehold.eight

/** Tries again sooner than any agency's own schedule, for longer than a phase: more work for the broker, not less. */
export const isolationSettings = { UNEFOIS_RETRY_SCHEDULE: Array.from({ length: 60 }, () => 'PT2S').join() }

const warmUpSeconds = 3

/**
 * Declarations at a constant rate, each told to eight agencies: all well, one hanging and one answering 500, all well,
 * and so once more. Before them one phase that is not measured: a program that has done nothing yet is slow. Between
 * phases the two recover and get what they missed, so that each begins at rest.
 */
export const measureIsolation = async (stage: Stage, plan: IsolationPlan): Promise<IsolationRun> => {
  await stage.filer.ask('invent', { persons: 1, told: 'eight' })
  const filings: Filings[] = []
  const phases: Phase[] = []
  filings.push(...(await onePhase(stage, plan, false)))
  await untilDelivered(stage, filings.flatMap(promisesOf).length)
  for (const sick of [false, true, false, true]) {
    const filed = await onePhase(stage, plan, sick)
    filings.push(...filed)
    await beSick(stage, false)
    await untilDelivered(stage, filings.flatMap(promisesOf).length)
    phases.push(phaseOf(filed[1], await firstArrivals(stage), { sick, seconds: plan.seconds }))
  }
  return { phases, comparison: await compareStage(stage, filings), refused: refusedOf(filings) }
}

const beSick = async ({ receiver }: Stage, sick: boolean): Promise<void> => {
  const accept = { mode: 'accept', afterMs: 0 } as const
  await receiver.ask('behave', hanging, sick ? { mode: 'hang' } : accept)
  await receiver.ask('behave', failing, sick ? { mode: 'status', code: 500 } : accept)
}

const onePhase = async (
  stage: Stage,
  { declarationsPerSecond, seconds }: IsolationPlan,
  sick: boolean,
): Promise<readonly [Filings, Filings]> => {
  const { filer } = stage
  await filer.ask('prepare', declarationsPerSecond * (warmUpSeconds + seconds))
  await beSick(stage, sick)
  const warmUp = await filer.ask('arrive', declarationsPerSecond, warmUpSeconds)
  return [warmUp, await filer.ask('arrive', declarationsPerSecond, seconds)]
}

const isWell = (agency: string): boolean => well.some((one) => one === agency)

/** Between the first filing's leaving and so many seconds later, what was filed in the phase and reached the well. */
const phaseOf = (
  filings: Filings,
  firstAt: ReadonlyMap<string, number>,
  { sick, seconds }: { readonly sick: boolean; readonly seconds: number },
): Phase => {
  const begun = Math.min(...filings.accepted.map(({ filedAt }) => filedAt))
  const theirs = promisesOf(filings).filter(({ agency }) => isWell(agency))
  const inTime = theirs.filter(
    ({ delivery }) => (firstAt.get(delivery) ?? Number.POSITIVE_INFINITY) < begun + seconds * 1000,
  )
  return {
    sick,
    offeredPerSecond: theirs.length / seconds,
    arrivedPerSecond: inTime.length / seconds,
    ...percentilesOf(waitsOf([filings], firstAt, isWell)),
  }
}
