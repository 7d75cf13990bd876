import type { Foundations } from '@unefois/assembly/open-foundations.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import type { Journal } from '@unefois/runtime/journal.ts'
import { askEndpoint } from '@unefois/webhook/ask-endpoint.ts'
import { guardedSender } from '@unefois/webhook/guarded-sender.ts'
import { endpointRoutes } from './endpoint-routes.ts'
import { feedRoutes } from './feed-routes.ts'
import { keySetRoutes } from './key-set-routes.ts'
import { ownDeliveryRoutes } from './own-delivery-routes.ts'
import { type SimulatorsHere, simulatorPublicKeys } from './simulator-public-keys.ts'
import { subscriptionRoutes } from './subscription-routes.ts'

export type PartnerParts = {
  readonly foundations: Foundations
  readonly journal: Journal
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
  readonly config: SimulatorsHere & { readonly UNEFOIS_ENDPOINT_ALLOW: readonly string[] }
  readonly publicUrl: string
}

/** Everything that agencies do by themselves. */
export const partnerRoutes = (
  app: HttpServer,
  { foundations, journal, agencies, accounts, config, publicUrl }: PartnerParts,
): void => {
  // Its own connections: a test notification never waits behind deliveries.
  const sender = guardedSender()
  app.addHook('onClose', () => sender.close())
  endpointRoutes(app, {
    ...foundations,
    agencies,
    accounts,
    sender,
    ask: askEndpoint,
    origin: new URL(publicUrl).hostname,
    allowedNetworks: config.UNEFOIS_ENDPOINT_ALLOW,
  })
  feedRoutes(app, { ...foundations, agencies, accounts, journal })
  ownDeliveryRoutes(app, { ...foundations, agencies, accounts })
  subscriptionRoutes(app, { ...foundations, agencies, accounts })
  keySetRoutes(app, { ...foundations, otherPublicKeys: simulatorPublicKeys(config, agencies) })
}
