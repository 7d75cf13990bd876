import type { AgencyWatch } from '@unefois/broker/ports/agency-watch.ts'
import type { Metrics } from '@unefois/runtime/metrics.ts'

/** What the engine shows, counted on its way: attempts by agency and outcome, `received` or why not. */
export const measuredWatch = (metrics: Metrics, watch: AgencyWatch): AgencyWatch => {
  const attempts = metrics.counter(
    'unefois_attempts_total',
    'Attempts to send a delivery, by what came of them.',
    ['agency', 'outcome'],
  )
  return {
    attempted: (agency, failure) => {
      attempts.inc({ agency, outcome: failure ?? 'received' })
      watch.attempted(agency, failure)
    },
    breaker: watch.breaker,
  }
}
