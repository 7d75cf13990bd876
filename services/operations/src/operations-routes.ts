import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { type ActivityParts, activityRoutes } from './activity-routes.ts'
import { type CalendarParts, calendarRoutes } from './calendar-routes.ts'
import { type CaseParts, caseRoutes } from './case-routes.ts'
import { type DeadLetterParts, deadLetterRoutes } from './dead-letter-routes.ts'
import { deliveryRoutes, type OperationsParts } from './delivery-routes.ts'
import { type NetworkParts, networkRoutes } from './network-routes.ts'
import { type OverviewParts, overviewRoutes } from './overview-routes.ts'
import { type PartnerListParts, partnerListRoutes } from './partner-list-routes.ts'
import { type ReplayParts, replayRoutes } from './replay-routes.ts'

type AllParts = OperationsParts &
  CalendarParts &
  CaseParts &
  OverviewParts &
  ActivityParts &
  ReplayParts &
  DeadLetterParts &
  NetworkParts &
  PartnerListParts

/** Everything that operators see and decide. */
export const operationsRoutes = (app: HttpServer, parts: AllParts): void => {
  deliveryRoutes(app, parts)
  calendarRoutes(app, parts)
  caseRoutes(app, parts)
  overviewRoutes(app, parts)
  activityRoutes(app, parts)
  replayRoutes(app, parts)
  deadLetterRoutes(app, parts)
  networkRoutes(app, parts)
  partnerListRoutes(app, parts)
}
