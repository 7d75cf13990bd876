import type { AgencyStanding, AgencyStandings } from '@unefois/broker/ports/agency-standings.ts'
import type { DeadLetters } from '@unefois/broker/ports/dead-letters.ts'
import type { Pauses } from '@unefois/broker/ports/pauses.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { Metrics } from '@unefois/runtime/metrics.ts'

export type MeasuredParts = {
  readonly standings: Pick<AgencyStandings, 'all'>
  readonly pauses: Pick<Pauses, 'paused'>
  readonly deadLetters: Pick<DeadLetters, 'listed'>
  readonly agencies: readonly Agency[]
}

/** Unfinished deliveries by the state that they are in; `due` is the backlog. */
const waiting: Readonly<Record<string, (standing: AgencyStanding) => number>> = {
  due: ({ backlog }) => backlog,
  held: ({ held }) => held,
  parked: ({ parked }) => parked,
  deferred: ({ deferred }) => deferred,
  'needs-review': ({ needsReview }) => needsReview,
}

const breakers = ['closed', 'open', 'probing'] as const

const gauges = (metrics: Metrics) => ({
  deliveries: metrics.gauge('unefois_deliveries_waiting', 'Unfinished deliveries.', ['agency', 'state']),
  overdue: metrics.gauge(
    'unefois_deliveries_overdue',
    'Received deliveries that were not acknowledged in time.',
    ['agency'],
  ),
  oldest: metrics.gauge(
    'unefois_backlog_oldest_seconds',
    'How long ago the oldest due delivery fell due; 0 when none is.',
    ['agency'],
  ),
  breaker: metrics.gauge('unefois_agency_breaker', 'The state of the breaker: 1 for the one it is in.', [
    'agency',
    'state',
  ]),
  paused: metrics.gauge('unefois_agency_paused', '1 while an operator has paused the agency.', ['agency']),
  letters: metrics.gauge('unefois_dead_letters_listed', 'Dead letters that wait for an operator.', [
    'agency',
  ]),
})

/**
 * What operators see of the agencies, as figures: read when they are collected, by the programs that answer operators,
 * so that every collection says how it stands and none is paid for that nobody makes. While the database is away the
 * figures are missing, and what is measured otherwise is not.
 */
export const measureAgencies = (metrics: Metrics, parts: MeasuredParts): void => {
  const of = gauges(metrics)
  const show = async (): Promise<void> => {
    const read = Promise.all([parts.standings.all(), parts.pauses.paused(), parts.deadLetters.listed()])
    const [standings, paused, letters] = await read.catch((error: unknown) => {
      for (const gauge of Object.values(of)) gauge.reset()
      throw error
    })
    const now = Date.now()
    for (const { id: agency } of parts.agencies) {
      const standing = standings.get(agency)
      of.paused.set({ agency }, paused.has(agency) ? 1 : 0)
      of.letters.set({ agency }, letters.get(agency) ?? 0)
      of.overdue.set({ agency }, standing?.overdue ?? 0)
      const since = standing?.oldestDueSince?.getTime() ?? now
      of.oldest.set({ agency }, Math.max(0, (now - since) / 1000))
      for (const [state, count] of Object.entries(waiting))
        of.deliveries.set({ agency, state }, standing === undefined ? 0 : count(standing))
      for (const state of breakers)
        of.breaker.set({ agency, state }, (standing?.breaker ?? 'closed') === state ? 1 : 0)
    }
  }
  metrics.beforeCollection(show)
}
