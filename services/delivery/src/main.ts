import { join } from 'node:path'
import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { publicUrl } from '@unefois/runtime/public-url.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import { agencyEndpoints } from './agency-endpoints.ts'
import { startDelivery } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { demonstrationEndpoints, noEndpoints } from './demonstration-endpoints.ts'
import { startKeepingHistory } from './start-keeping-history.ts'
import { withRetrySchedule } from './with-retry-schedule.ts'

const standInsOf = async (config: Config) =>
  config.UNEFOIS_SIMULATORS !== 'off'
    ? demonstrationEndpoints(registry, {
        host: config.SIMULATOR_HOST,
        basePort: config.SIMULATOR_PORT,
        seed: await readOrMakeSeed(join(config.UNEFOIS_DATA, 'keys', 'simulators.seed')),
        allowedNetworks: ['127.0.0.0/8', '::1/128', ...config.UNEFOIS_ENDPOINT_ALLOW],
      })
    : noEndpoints

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
        standIns: await standInsOf(config),
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
