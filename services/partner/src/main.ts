import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { readConfig } from './config.ts'
import { endpointRoutes } from './endpoint-routes.ts'
import { feedRoutes } from './feed-routes.ts'
import { ownDeliveryRoutes } from './own-delivery-routes.ts'

await runApiService('partner', {
  title: 'Une fois: partners',
  config: readConfig,
  routes: (app, { foundations, journal }) => {
    const accounts = demonstrationTokens(registry.map(({ id }) => id))
    const parts = { ...foundations, journal, agencies: registry, accounts }
    endpointRoutes(app, parts)
    feedRoutes(app, parts)
    ownDeliveryRoutes(app, parts)
  },
})
