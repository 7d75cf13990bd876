import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { startOperations } from './app.ts'
import { readConfig } from './config.ts'
import { measureAgencies } from './measure-agencies.ts'
import { operationsRoutes } from './operations-routes.ts'

await runApiService('operations', {
  title: 'Une fois: operations',
  config: readConfig,
  routes: (app, { foundations, metrics }) => {
    const accounts = demonstrationTokens(registry.map(({ id }) => id))
    measureAgencies(metrics, { ...foundations, agencies: registry })
    operationsRoutes(app, { ...foundations, agencies: registry, accounts })
  },
  work: async ({ foundations, journal }) => ({ ...startOperations(foundations, journal), withoutLog: true }),
})
