import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { publicUrl } from '@unefois/runtime/public-url.ts'
import { readConfig } from './config.ts'
import { partnerRoutes } from './partner-routes.ts'

await runApiService('partner', {
  title: 'Une fois: partners',
  config: readConfig,
  routes: (app, { config, foundations, journal }) =>
    partnerRoutes(app, {
      foundations,
      journal,
      agencies: registry,
      accounts: demonstrationTokens(registry.map(({ id }) => id)),
      config,
      publicUrl: publicUrl(config),
    }),
})
