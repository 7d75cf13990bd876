import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { thisMachine } from '../machine.ts'
import { type CpuProfile, selfTimes } from '../self-times.ts'
import { oneRun, quickPlan, type Run, type RunPlan, usualPlan } from './one-run.ts'
import { resultsAsText } from './print-results.ts'
import { type Driver, setStage } from './stage.ts'
import { type DriverResult, summariseRuns } from './summarise-runs.ts'

export type JourneyWishes = {
  readonly drivers: readonly Driver[]
  readonly runs: number
  readonly quick: boolean
  readonly profile: boolean
  readonly backlog: number | null
  /** Of all benchmarks: results and the runs' own data are under it. */
  readonly folder: string
  say(line: string): void
}

export type JourneyOutcome = {
  readonly text: string
  readonly results: readonly DriverResult[]
  readonly verified: boolean
}

/** Every driver in every run, in turn, so that what else the machine does meets all of them. */
export const runJourneyBenchmark = async (wishes: JourneyWishes): Promise<JourneyOutcome> => {
  const plan: RunPlan = {
    ...(wishes.quick ? quickPlan : usualPlan),
    ...(wishes.backlog !== null && { backlog: wishes.backlog }),
  }
  const runs = new Map<Driver, Run[]>(wishes.drivers.map((driver) => [driver, []]))
  for (let number = 1; number <= wishes.runs; number++) {
    for (const driver of wishes.drivers) {
      const run = await runOnce(driver, plan, wishes)
      runs.get(driver)?.push(run)
      wishes.say(
        `run ${number} of ${wishes.runs}, ${driver}: ${Math.round(run.deliveriesPerSecond)} deliveries/s, ` +
          `raw ${Math.round(run.rawPerSecond)}/s, p95 ${run.p95Ms.toFixed(1)} ms`,
      )
    }
  }
  const machine = thisMachine()
  const results = [...runs].map(([driver, ofDriver]) => summariseRuns(driver, ofDriver, machine))
  return { text: resultsAsText(results), results, verified: results.every(({ verified }) => verified) }
}

const runOnce = async (
  driver: Driver,
  plan: RunPlan,
  { folder, profile, say }: JourneyWishes,
): Promise<Run> => {
  const profileDir = profile ? await mkdtemp(join(folder, `profile-${driver}-`)) : null
  const stage = await setStage({ driver, folder, profileDir })
  try {
    return await oneRun(stage, plan, say)
  } finally {
    await stage.dispose()
    if (profileDir !== null) say(await topOf(profileDir))
  }
}

/** The product wrote its profile when it was stopped. */
const topOf = async (profileDir: string): Promise<string> => {
  const [file = ''] = await readdir(profileDir)
  const profile = JSON.parse(await readFile(join(profileDir, file), 'utf8')) as CpuProfile
  const top = selfTimes(profile).slice(0, 10)
  const lines = top.map(
    ({ share, ms, place }) =>
      `${(share * 100).toFixed(1).padStart(5)} % ${ms.toFixed(0).padStart(6)} ms  ${place}`,
  )
  return [`where the product's time went, ${join(profileDir, file)}`, ...lines].join('\n')
}
