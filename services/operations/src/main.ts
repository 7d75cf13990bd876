import { registry } from '@unefois/agencies/registry.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { activityRoutes } from './activity-routes.ts'
import { startOperations } from './app.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { readConfig } from './config.ts'
import { deadLetterRoutes } from './dead-letter-routes.ts'
import { deliveryRoutes } from './delivery-routes.ts'
import { networkRoutes } from './network-routes.ts'
import { overviewRoutes } from './overview-routes.ts'
import { replayRoutes } from './replay-routes.ts'

await runApiService('operations', {
  title: 'Une fois: operations',
  config: readConfig,
  routes: (app, { foundations }) => {
    const accounts = demonstrationTokens(registry.map(({ id }) => id))
    const parts = { ...foundations, agencies: registry, accounts }
    deliveryRoutes(app, parts)
    calendarRoutes(app, parts)
    caseRoutes(app, parts)
    overviewRoutes(app, parts)
    activityRoutes(app, parts)
    replayRoutes(app, parts)
    deadLetterRoutes(app, parts)
    networkRoutes(app, parts)
  },
  work: async ({ foundations, journal }) => ({ ...startOperations(foundations, journal), withoutLog: true }),
})
