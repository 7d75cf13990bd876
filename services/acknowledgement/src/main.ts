import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { acknowledgementRoutes } from './acknowledgement-routes.ts'
import { readConfig } from './config.ts'

await runApiService('acknowledgement', {
  title: 'Une fois: acknowledgements',
  config: readConfig,
  routes: (app, { foundations }) =>
    acknowledgementRoutes(app, {
      ...foundations,
      accounts: demonstrationTokens(registry.map(({ id }) => id)),
    }),
})
