import { registry } from '@unefois/agencies/registry.ts'
import { openFoundations } from '@unefois/assembly/open-foundations.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import type { Metrics } from '@unefois/runtime/metrics.ts'
import { agencyEndpoints } from '@unefois/service-delivery/agency-endpoints.ts'
import { startDelivery } from '@unefois/service-delivery/app.ts'
import { standInsOf } from '@unefois/service-delivery/stand-ins-of.ts'
import { startKeepingHistory } from '@unefois/service-delivery/start-keeping-history.ts'
import { withRetrySchedule } from '@unefois/service-delivery/with-retry-schedule.ts'
import { startOperations } from '@unefois/service-operations/app.ts'
import { startRelay } from '@unefois/service-relay/app.ts'
import { amongThreads } from './among-threads.ts'
import type { Config } from './config.ts'
import { type Part, startInTurn } from './start-in-turn.ts'

export type WorkParts = {
  /** The database's address settled. */
  readonly config: Config & { readonly DATABASE_URL: string }
  readonly publicUrl: string
  readonly journal: Journal
  readonly metrics: Metrics
}

export type Work = Part & {
  /** False while a consumer has lost touch with the log. */
  healthy(): boolean
}

/** What goes on by itself, nobody waiting for its answer: the relay, delivery, operations' own work, history. */
export const startWork = ({ config, publicUrl, journal, metrics }: WorkParts): Promise<Work> =>
  startInTurn(async (started) => {
    const foundations = await openFoundations('all-in-one', config, journal, { amongThreads })
    started({ stop: foundations.close })
    started(await startRelay(foundations, journal))
    const agencies = withRetrySchedule(registry, config.UNEFOIS_RETRY_SCHEDULE)
    const allowedNetworks = config.UNEFOIS_ENDPOINT_ALLOW
    const standIns = await standInsOf(config, simulatorHost(config))
    const delivery = await startDelivery({
      foundations,
      journal,
      metrics,
      agencies,
      endpoints: agencyEndpoints({ foundations, journal, agencies, allowedNetworks, standIns }),
      allowedNetworks,
      publicUrl,
      breaker: config.UNEFOIS_BREAKER ? 'on' : 'off',
    })
    started(startOperations(foundations, journal))
    started(delivery)
    started(startKeepingHistory({ foundations, journal, metrics, config }))
    return { healthy: delivery.healthy }
  })

/** Where the simulators are: here, elsewhere, or nowhere. */
const simulatorHost = ({ UNEFOIS_SIMULATORS, HOST, SIMULATOR_HOST }: Config): string | null =>
  ({ on: HOST, elsewhere: SIMULATOR_HOST, off: null })[UNEFOIS_SIMULATORS]
