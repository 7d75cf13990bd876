import { expect, test } from 'vitest'
import { chosenSeed } from './chaos/chosen-seed.ts'
import { printReport } from './chaos/print-report.ts'
import { runChaos } from './chaos/run-chaos.ts'

const kills = { services: 2, deliveries: 2, simulators: 1, ground: 1 }
const declarations = 400

/** The long version: `npm run faults`. */
test('services killed at random instants on the embedded log lose, double, misplace and disorder nothing', async () => {
  const say = (line: string): void => console.info(line)
  const report = await runChaos({
    log: 'embedded',
    seed: chosenSeed(),
    declarations,
    seconds: 15,
    kills,
    say,
  })
  printReport(report, say)
  expect(report.violations).toEqual([])
  expect(report.kills).toMatchObject({ intake: 2, relay: 2, 'delivery-1': 2, 'delivery-2': 2, postgres: 1 })
  expect(report.filings.refused).toBe(0)
  // A tenth of those without a first answer are given up on purpose.
  expect(report.filings.acknowledged).toBeGreaterThan(declarations * 0.8)
}, 300_000)
