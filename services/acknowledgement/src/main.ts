import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { acknowledgementKeys } from './acknowledgement-keys.ts'
import { acknowledgementRoutes } from './acknowledgement-routes.ts'
import { readConfig } from './config.ts'

await runApiService('acknowledgement', {
  title: 'Une fois: acknowledgements',
  config: readConfig,
  routes: (app, { config, foundations }) =>
    acknowledgementRoutes(app, {
      ...foundations,
      acknowledgementKeys: acknowledgementKeys({ config, register: foundations.register }),
      accounts: demonstrationTokens(registry.map(({ id }) => id)),
    }),
})
