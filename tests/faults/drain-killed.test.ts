import { expect, test } from 'vitest'
import { printDrain } from './drain/print-drain.ts'
import { runDrain } from './drain/run-drain.ts'

const say = (line: string): void => console.info(line)
const declarations = 750

/** The long version, of 20,000 deliveries beside an undisturbed drain: `npm run faults -- drain`. */
test('the deliverer killed in the middle of a backlog: nothing lost, and twice only what was in flight', async () => {
  const report = await runDrain({ log: 'embedded', declarations, from: 'due', compare: false, say })
  printDrain(report, say)
  expect(report.violations).toEqual([])
  expect(report.deliveries).toBeGreaterThan(declarations * 2)
  expect(report.firstAfterKillMs).toBeGreaterThan(0)
}, 400_000)
