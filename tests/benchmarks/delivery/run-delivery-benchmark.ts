import type { JourneyWishes } from '../journey/run-journey-benchmark.ts'
import { type Driver, setStage } from '../journey/stage.ts'
import { thisMachine } from '../machine.ts'
import {
  type DeliveryPlan,
  oneScenario,
  quickDeliveryPlan,
  type ScenarioRun,
  usualDeliveryPlan,
} from './one-scenario.ts'
import { scenariosAsText } from './print-scenarios.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { type ScenarioResult, summariseScenario } from './summarise-scenario.ts'

export type DeliveryWishes = Omit<JourneyWishes, 'profile' | 'backlog'> & {
  /** By name; none: all of them. */
  readonly scenarios: readonly string[]
}

export type DeliveryOutcome = {
  readonly text: string
  readonly results: readonly ScenarioResult[]
  readonly verified: boolean
}

type Cell = { readonly scenario: Scenario; readonly driver: Driver; readonly runs: ScenarioRun[] }

/** Every scenario on every driver in every run, in turn, so that what else the machine does meets all of them. */
export const runDeliveryBenchmark = async (wishes: DeliveryWishes): Promise<DeliveryOutcome> => {
  const plan = wishes.quick ? quickDeliveryPlan : usualDeliveryPlan
  const cells = chosen(wishes)
  for (let number = 1; number <= wishes.runs; number++)
    for (const { scenario, driver, runs } of cells) {
      const run = await runOnce(scenario, { driver, plan, folder: wishes.folder })
      runs.push(run)
      wishes.say(
        `run ${number} of ${wishes.runs}, ${scenario.name}, ${driver}: ` +
          `${Math.round(run.deliveriesPerSecond)} deliveries/s, raw ${Math.round(run.rawPerSecond)}/s, ` +
          `${run.cpuMsPerDelivery.toFixed(3)} ms of CPU each`,
      )
    }
  const machine = thisMachine()
  const results = cells.map(({ scenario, driver, runs }) =>
    summariseScenario(scenario, driver, { runs, machine }),
  )
  return { text: scenariosAsText(results), results, verified: results.every(({ verified }) => verified) }
}

/** On Kafka only those that the log can matter to, unless asked for. */
const chosen = ({ scenarios: names, drivers }: DeliveryWishes): readonly Cell[] =>
  scenarios.flatMap((scenario) =>
    drivers
      .filter((driver) =>
        names.length > 0 ? names.includes(scenario.name) : driver === 'embedded' || scenario.onKafka,
      )
      .map((driver) => ({ scenario, driver, runs: [] })),
  )

const runOnce = async (
  scenario: Scenario,
  { driver, plan, folder }: { readonly driver: Driver; readonly plan: DeliveryPlan; readonly folder: string },
): Promise<ScenarioRun> => {
  const settings = { UNEFOIS_ENDPOINT_ALLOW: '127.0.0.0/8' }
  const stage = await setStage({ driver, folder, profileDir: null, settings })
  try {
    return await oneScenario(stage, scenario, plan)
  } finally {
    await stage.dispose()
  }
}
