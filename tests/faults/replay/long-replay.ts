import { runReplay } from './run-replay.ts'

/** What a cancelling operator may expect. */
const stopsWithinMs = 1_000

/**
 * The long version; false when anything was not as it must be. Of some four deliveries of each declaration half are
 * parked, the others wait behind them: 50,400 declarations make a little more than 100,000.
 */
export const longReplay = async (say: (line: string) => void, declarations: number): Promise<boolean> => {
  const report = await runReplay({
    declarations,
    liveDeclarations: 2_000,
    kills: 5,
    say,
  })
  const { parked, cancelled, completed, progress, violations } = report
  say(
    `parked ${parked}; cancelled at ${cancelled.done}; then ${completed.done} done, ${completed.failed} failed`,
  )
  say(`the last one was begun ${report.stoppedAfterMs} ms after the cancelling`)
  say(`progress seen at ${progress.length} instants; operations killed ${report.kills} times`)
  say(
    `sent after cancelling: ${report.sentAfterCancelling}; sent twice: ${report.sentTwice}; repetitions received: ${report.repetitions}`,
  )
  say(`violations: ${violations.length}${report.atRest ? '' : '; not at rest'}`)
  for (const { kind, what } of violations.slice(0, 40)) say(`  ${kind}: ${what}`)
  return (
    violations.length === 0 &&
    report.atRest &&
    report.sentAfterCancelling === 0 &&
    report.stoppedAfterMs < stopsWithinMs &&
    report.sentTwice === 0 &&
    completed.failed === 0
  )
}
