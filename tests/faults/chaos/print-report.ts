import type { ChaosReport } from './chaos-report.ts'

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

const most = 40

/** Lines for a person to read. */
export const printReport = (report: ChaosReport, say: (line: string) => void): void => {
  const { filings, seconds, violations } = report
  say('')
  say(`log ${report.log}, seed ${report.seed} (UNEFOIS_SEED=${report.seed} repeats its choices)`)
  say(`killed: ${listed(report.kills)}; ${report.killsWhileFiling} of them while filing`)
  if (Object.keys(report.endedByThemselves).length > 0)
    say(`ended by themselves and started again: ${listed(report.endedByThemselves)}`)
  for (const words of report.refusals.slice(0, most)) say(`  ${words}`)
  say(
    `declarations: ${filings.acknowledged} acknowledged, ${filings.indeterminate} indeterminate, ${filings.refused} refused, in ${filings.tries} tries`,
  )
  say(
    `deliveries: ${report.deliveries}; repetitions received, without effect: ${report.repetitions}; replayed: ${report.replayed}`,
  )
  say(`seconds: ${listed(seconds)}`)
  say('agency: ms from acknowledged to first arrival, p50 · p99 · p50 also told to the down one · p50 not')
  for (const { agency, p50, p99, alsoToldToDown, notToldToDown } of report.delays)
    say(`  ${agency.padEnd(8)} ${p50} · ${p99} · ${alsoToldToDown} · ${notToldToDown}`)
  say(`violations: ${violations.length}`)
  for (const { kind, what } of violations.slice(0, most)) say(`  ${kind}: ${what}`)
  if (violations.length > most) say(`  … and ${violations.length - most} more`)
}
