import { expect, test } from 'vitest'
import { runReplay } from './replay/run-replay.ts'

/** The long version, 100,000 parked deliveries: `npm run faults -- replay`. */
test('thousands are replayed while new ones flow and the runner is killed: none lost, none twice, in order', async () => {
  const report = await runReplay({
    declarations: 1_250,
    liveDeclarations: 100,
    kills: 2,
    say: (line) => console.info(line),
  })
  const { parked, cancelled, completed, progress } = report
  expect(parked).toBeGreaterThan(1_500)
  expect(cancelled).toMatchObject({ state: 'cancelled', total: parked })
  expect(cancelled.done).toBeLessThan(parked)
  expect(report.sentAfterCancelling).toBe(0)
  expect(completed).toMatchObject({ state: 'completed', done: completed.total, failed: 0 })
  // What the cancelled one had in hand at that moment has gone too.
  expect(completed.total).toBeLessThanOrEqual(parked - cancelled.done)
  expect(completed.total).toBeGreaterThan(parked / 2)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  expect(progress.length).toBeGreaterThan(3)
  expect(report).toMatchObject({ kills: 2, sentTwice: 0, atRest: true, violations: [] })
}, 900_000)
