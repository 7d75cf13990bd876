import type { DrainReport } from './run-drain.ts'

const seconds = (ms: number | null): string => (ms === null ? '–' : `${(ms / 1000).toFixed(1)} s`)

/** Lines for a person to read. */
export const printDrain = (report: DrainReport, say: (line: string) => void): void => {
  say(`deliveries: ${report.deliveries}, undisturbed in ${seconds(report.undisturbedMs)}`)
  say(
    `killed with ${report.recordedAtKill} recorded: first delivery after ${seconds(report.firstAfterKillMs)}, ` +
      `everything in ${seconds(report.killedMs)}, ${report.twice} sent twice`,
  )
  say(`violations: ${report.violations.length}`)
  for (const one of report.violations.slice(0, 20)) say(`  ${one}`)
}
