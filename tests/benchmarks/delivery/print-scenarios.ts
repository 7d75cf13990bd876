import { textTable } from '../text-table.ts'
import type { ScenarioResult } from './summarise-scenario.ts'

const whole = (value: number): string => Math.round(value).toLocaleString('en-CA')
const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(1))
const parts = (of: Readonly<Record<string, number>>): string =>
  Object.entries(of)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')

/** The coordinator and the system themselves take some 5 %. */
const busy = 0.15

const head = ['', 'delivered/s', 'raw/s', 'share', 'a request', 'CPU ms', 'p50', 'p95', 'p99', 'ledgers']

/** One table, a row a scenario and driver, and below it what the figures rest on. Nothing for no result. */
export const scenariosAsText = (results: readonly ScenarioResult[]): string => {
  if (results.length === 0) return ''
  const rows = results.map((result) => [
    `${result.scenario}, ${result.driver}`,
    whole(result.deliveriesPerSecond),
    whole(result.rawPerSecond),
    `${(result.ratio * 100).toFixed(0)} %`,
    result.deliveriesPerRequest.toFixed(1),
    result.cpuMsPerDelivery.toFixed(3),
    ms(result.p50Ms),
    ms(result.p95Ms),
    ms(result.p99Ms),
    result.verified ? 'agree' : 'DIFFER',
  ])
  const notes = results.flatMap(({ scenario, driver, cpuMsByProgram, memoryMb, takenByOthers, flaws }) => [
    `${scenario}, ${driver}: CPU ms a delivery: ${parts(cpuMsByProgram)}; memory, MB: ${parts(memoryMb)}`,
    ...(takenByOthers > busy
      ? [
          `    other programs took ${Math.round(takenByOthers * 100)} % of the CPU used: only CPU figures count`,
        ]
      : []),
    ...flaws.map((flaw) => `    FAILED: ${flaw}`),
  ])
  return [textTable([head, ...rows]), '', ...notes].join('\n')
}
