import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { publicUrl } from '@unefois/runtime/public-url.ts'
import { agencyEndpoints } from './agency-endpoints.ts'
import { startDelivery } from './app.ts'
import { readConfig } from './config.ts'
import { standInsOf } from './stand-ins-of.ts'
import { startKeepingHistory } from './start-keeping-history.ts'
import { withRetrySchedule } from './with-retry-schedule.ts'

await runApiService('delivery', {
  title: 'Une fois: delivery',
  config: readConfig,
  work: async ({ config, foundations, journal, metrics }) => {
    const allowedNetworks = config.UNEFOIS_ENDPOINT_ALLOW
    const delivery = await startDelivery({
      foundations,
      journal,
      metrics,
      agencies: withRetrySchedule(registry, config.UNEFOIS_RETRY_SCHEDULE),
      endpoints: agencyEndpoints({
        foundations,
        journal,
        agencies: registry,
        allowedNetworks,
        standIns: await standInsOf(
          config,
          config.UNEFOIS_SIMULATORS === 'off' ? null : config.SIMULATOR_HOST,
        ),
      }),
      allowedNetworks,
      publicUrl: publicUrl(config),
      breaker: config.UNEFOIS_BREAKER ? 'on' : 'off',
    })
    const keeping = startKeepingHistory({ foundations, journal, metrics, config })
    return {
      checks: [{ name: 'consumers', check: delivery.healthy }],
      stop: async () => {
        await keeping.stop()
        await delivery.stop()
      },
    }
  },
})
