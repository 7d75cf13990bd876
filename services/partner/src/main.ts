import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { readConfig } from './config.ts'
import { endpointRoutes } from './endpoint-routes.ts'

await runApiService('partner', {
  title: 'Une fois: partners',
  config: readConfig,
  routes: (app, { foundations }) => {
    const parts = { ...foundations, accounts: demonstrationTokens(registry.map(({ id }) => id)) }
    endpointRoutes(app, parts)
  },
})
