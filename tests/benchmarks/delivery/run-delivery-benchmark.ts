import type { JourneyWishes } from '../journey/run-journey-benchmark.ts'
import { type Driver, type Stage, setStage } from '../journey/stage.ts'
import { thisMachine } from '../machine.ts'
import {
  type IsolationRun,
  isolationName,
  isolationSettings,
  measureIsolation,
  quickIsolationPlan,
  usualIsolationPlan,
} from './isolation.ts'
import { oneScenario, quickDeliveryPlan, type ScenarioRun, usualDeliveryPlan } from './one-scenario.ts'
import { scenariosAsText } from './print-scenarios.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { type IsolationResult, isolationAsText, summariseIsolation } from './summarise-isolation.ts'
import { type ScenarioResult, summariseScenario } from './summarise-scenario.ts'

export type DeliveryWishes = Omit<JourneyWishes, 'profile' | 'backlog'> & {
  /** By name; none: all of them. */
  readonly scenarios: readonly string[]
}

export type DeliveryOutcome = {
  readonly text: string
  readonly results: readonly (ScenarioResult | IsolationResult)[]
  readonly verified: boolean
}

/** One run of something, and what all of its runs come to. */
type Measurement = { run(): Promise<string>; readonly name: string; readonly driver: Driver }
type Speeds = Measurement & { result(): ScenarioResult }
type Isolations = Measurement & { result(): IsolationResult }

/** Everything on every driver in every run, in turn, so that what else the machine does meets all of them. */
export const runDeliveryBenchmark = async (wishes: DeliveryWishes): Promise<DeliveryOutcome> => {
  const speeds = chosenScenarios(wishes).map(([scenario, driver]) => speedsOf(scenario, driver, wishes))
  const wanted = wishes.scenarios.length === 0 || wishes.scenarios.includes(isolationName)
  const isolations = wanted ? wishes.drivers.map((driver) => isolationsOf(driver, wishes)) : []
  for (let number = 1; number <= wishes.runs; number++)
    for (const { name, driver, run } of [...speeds, ...isolations])
      wishes.say(`run ${number} of ${wishes.runs}, ${name}, ${driver}: ${await run()}`)

  const [ofSpeeds, ofIsolations] = [speeds.map((one) => one.result()), isolations.map((one) => one.result())]
  const results = [...ofSpeeds, ...ofIsolations]
  const text = [scenariosAsText(ofSpeeds), isolationAsText(ofIsolations)].filter((part) => part !== '')
  return { text: text.join('\n\n'), results, verified: results.every(({ verified }) => verified) }
}

/** On Kafka only those that the log can matter to, unless asked for. */
const chosenScenarios = ({
  scenarios: names,
  drivers,
}: DeliveryWishes): readonly (readonly [Scenario, Driver])[] =>
  scenarios.flatMap((scenario) =>
    drivers
      .filter((driver) =>
        names.length > 0 ? names.includes(scenario.name) : driver === 'embedded' || scenario.onKafka,
      )
      .map((driver) => [scenario, driver] as const),
  )

const speedsOf = (scenario: Scenario, driver: Driver, { quick, folder }: DeliveryWishes): Speeds => {
  const runs: ScenarioRun[] = []
  const plan = quick ? quickDeliveryPlan : usualDeliveryPlan
  const settings = { UNEFOIS_ENDPOINT_ALLOW: '127.0.0.0/8' }
  return {
    name: scenario.name,
    driver,
    run: async () => {
      const run = await onStage({ driver, folder, settings }, (stage) => oneScenario(stage, scenario, plan))
      runs.push(run)
      const { deliveriesPerSecond, rawPerSecond, cpuMsPerDelivery } = run
      return (
        `${Math.round(deliveriesPerSecond)} deliveries/s, raw ${Math.round(rawPerSecond)}/s, ` +
        `${cpuMsPerDelivery.toFixed(3)} ms of CPU each`
      )
    },
    result: () => summariseScenario(scenario, driver, { runs, machine: thisMachine() }),
  }
}

const isolationsOf = (driver: Driver, { quick, folder }: DeliveryWishes): Isolations => {
  const runs: IsolationRun[] = []
  const plan = quick ? quickIsolationPlan : usualIsolationPlan
  return {
    name: isolationName,
    driver,
    run: async () => {
      const wishes = { driver, folder, settings: isolationSettings }
      const run = await onStage(wishes, (stage) => measureIsolation(stage, plan))
      runs.push(run)
      return run.phases
        .map(({ sick, arrivedPerSecond, p99Ms }) => {
          const who = sick ? 'two sick' : 'all well'
          return `${who} ${Math.round(arrivedPerSecond)}/s, p99 ${p99Ms.toFixed(1)} ms`
        })
        .join('; ')
    },
    result: () => summariseIsolation(isolationName, driver, runs),
  }
}

type StageOf = {
  readonly driver: Driver
  readonly folder: string
  readonly settings: Readonly<Record<string, string>>
}

const onStage = async <Run>(wishes: StageOf, measure: (stage: Stage) => Promise<Run>): Promise<Run> => {
  const stage = await setStage({ ...wishes, profileDir: null })
  try {
    return await measure(stage)
  } finally {
    await stage.dispose()
  }
}
