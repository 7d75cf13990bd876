import type { Comparison } from '../journey/compare-ledgers.ts'
import { compareStage, refusedOf } from '../journey/compare-stage.ts'
import { measureRaw, type Raw } from '../journey/measure-raw.ts'
import { measureThroughput } from '../journey/measure-throughput.ts'
import { promisesOf } from '../journey/promises-of.ts'
import type { Stage } from '../journey/stage.ts'
import type { Usage } from '../journey/usage-between.ts'
import { type Versions, versionsOf } from '../journey/versions-of.ts'
import type { Filings } from '../programs/filer.ts'
import { agenciesOf, readyAgencies } from './agencies-of.ts'
import { type Arrival, measureArrival } from './measure-arrival.ts'
import { measureDrain } from './measure-drain.ts'
import type { Scenario } from './scenarios.ts'

export type DeliveryPlan = {
  readonly warmUpMs: number
  readonly windowMs: number
  readonly arrivalSeconds: number
  /** Of a drained backlog. */
  readonly deliveries: number
  readonly rawWindowMs: number
}

export const usualDeliveryPlan: DeliveryPlan = {
  warmUpMs: 10_000,
  windowMs: 8_000,
  arrivalSeconds: 10,
  deliveries: 20_000,
  rawWindowMs: 3_000,
}

export const quickDeliveryPlan: DeliveryPlan = {
  warmUpMs: 3_000,
  windowMs: 5_000,
  arrivalSeconds: 3,
  deliveries: 3_000,
  rawWindowMs: 1_000,
}

type Speed = Usage & {
  readonly deliveriesPerSecond: number
  readonly memoryMb: Readonly<Record<string, number>>
}

export type ScenarioRun = Speed &
  Raw & {
    /** Accepted → arrived; null for a backlog, which waits for the gates. */
    readonly arrival: Arrival | null
    /** Over the whole run, the arrival phase included. */
    readonly deliveriesPerRequest: number
    readonly comparison: Comparison
    readonly refused: Readonly<Record<string, number>>
    readonly versions: Versions
  }

/** As slow an agency as that, one request after the other, takes 10 a second and slot. */
const slowDrain = 1_000
/** Some 128 persons at once: more would come in bursts, each of which holds everything else up. */
const declarantsOf = ({ crowd }: Scenario): number => Math.ceil(128 / crowd.persons)
const usualBacklog = 4_000
const slowBacklog = 800

/** The arrival phase (live only), the speed, the comparison of the ledgers, then the raw ceiling. */
export const oneScenario = async (
  stage: Stage,
  scenario: Scenario,
  plan: DeliveryPlan,
): Promise<ScenarioRun> => {
  await readyAgencies(stage, scenario)
  const { filings: arrived, arrival } = await arrivalOf(stage, scenario, plan)
  await stage.filer.ask('invent', scenario.crowd)
  const before = arrived.flatMap(promisesOf).length
  const { filings, ...speed } = await speedOf(stage, scenario, { ...plan, before })
  const all = [...arrived, filings]
  const comparison = await compareStage(stage, all)
  const requests = await stage.receiver.ask('requests')
  const versions = await versionsOf(stage)
  await stage.product.stop()
  await stage.kafka?.stop()
  for (const agency of agenciesOf(scenario))
    await stage.receiver.ask('behave', agency, { mode: 'accept', afterMs: 0 })
  const raw = await measureRaw(stage, { warmUpMs: 1_000, windowMs: plan.rawWindowMs })
  const deliveriesPerRequest = (comparison.promised + comparison.repeated) / requests
  return { ...speed, ...raw, arrival, deliveriesPerRequest, comparison, refused: refusedOf(all), versions }
}

const arrivalOf = async (
  stage: Stage,
  { work, crowd }: Scenario,
  { arrivalSeconds }: DeliveryPlan,
): Promise<{ readonly filings: readonly Filings[]; readonly arrival: Arrival | null }> => {
  if (work === 'drain') return { filings: [], arrival: null }
  await stage.filer.ask('invent', { ...crowd, persons: 1 })
  return measureArrival(stage, { warmUpSeconds: 3, seconds: arrivalSeconds })
}

const speedOf = async (
  stage: Stage,
  scenario: Scenario,
  plan: DeliveryPlan & { readonly before: number },
): Promise<Speed & { readonly filings: Filings }> => {
  const agencies = agenciesOf(scenario)
  const deliveriesEach = scenario.crowd.persons * agencies.length
  const slow = scenario.answersAfterMs > 0 && scenario.batchSize === 1
  if (scenario.work === 'drain')
    return measureDrain(stage, {
      agencies,
      deliveriesEach,
      declarants: declarantsOf(scenario),
      deliveries: slow ? Math.min(plan.deliveries, slowDrain * agencies.length) : plan.deliveries,
    })
  const {
    statements: _none,
    backlogAtEnd: _bound,
    declarationsPerSecond: _households,
    ...speed
  } = await measureThroughput(stage, {
    ...plan,
    deliveriesEach,
    declarants: declarantsOf(scenario),
    backlog: Math.ceil((slow ? slowBacklog : usualBacklog) / deliveriesEach),
    prepared: Math.ceil(120_000 / deliveriesEach),
  })
  return speed
}
