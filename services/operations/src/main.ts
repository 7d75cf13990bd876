import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { readConfig } from './config.ts'
import { deliveryRoutes } from './delivery-routes.ts'

await runApiService('operations', {
  title: 'Une fois: operations',
  config: readConfig,
  routes: (app, { foundations }) =>
    deliveryRoutes(app, { ...foundations, accounts: demonstrationTokens([]) }),
})
