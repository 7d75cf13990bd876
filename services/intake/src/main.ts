import { knownBodies } from '@unefois/agencies/known-bodies.ts'
import { registry } from '@unefois/agencies/registry.ts'
import { withoutAgreement } from '@unefois/agencies/without-agreement.ts'
import { knownPlaces } from '@unefois/assembly/known-places.ts'
import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { ageOn, startOfQuebecDay } from '@unefois/quebec/quebec-time.ts'
import { demonstrationTokens } from '@unefois/runtime/accounts.ts'
import { publicUrl } from '@unefois/runtime/public-url.ts'
import { agencyRoutes } from './agency-routes.ts'
import { readConfig } from './config.ts'
import { declarationRoutes } from './declaration-routes.ts'

await runApiService('intake', {
  title: 'Une fois: declarations',
  config: readConfig,
  routes: (app, { config, foundations }) => {
    declarationRoutes(app, {
      ...foundations,
      accounts: demonstrationTokens(registry.map(({ id }) => id)),
      agencies: registry,
      holdWindowMs: config.UNEFOIS_HOLD,
      quebec: { startOfDay: startOfQuebecDay, ageOn },
      withoutAgreement,
      knownBodies,
      places: knownPlaces(config.UNEFOIS_DATA),
      demonstration: config.UNEFOIS_AUTH === 'demo',
    })
    agencyRoutes(app, registry, publicUrl(config))
  },
})
