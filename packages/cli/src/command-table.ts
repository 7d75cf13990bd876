import type { Command } from './command.ts'
import { agencies } from './commands/agencies.ts'
import { agencyDecisions } from './commands/agency-decisions.ts'
import { calendarClose } from './commands/calendar-close.ts'
import { calendarSet } from './commands/calendar-set.ts'
import { calendarShow } from './commands/calendar-show.ts'
import { cases } from './commands/cases.ts'
import { casesResolve } from './commands/cases-resolve.ts'
import { completion } from './commands/completion.ts'
import { deadLetterDecisions } from './commands/dead-letter-decisions.ts'
import { deadLetters } from './commands/dead-letters.ts'
import { deliveries } from './commands/deliveries.ts'
import { deliverySetAside } from './commands/delivery-set-aside.ts'
import { deliveryShow } from './commands/delivery-show.ts'
import { endpointDecisions } from './commands/endpoint-decisions.ts'
import { endpoints } from './commands/endpoints.ts'
import { endpointsAdd } from './commands/endpoints-add.ts'
import { help } from './commands/help.ts'
import { importMunicipalities } from './commands/import-municipalities.ts'
import { partners } from './commands/partners.ts'
import { replay } from './commands/replay.ts'
import { replayDecisions } from './commands/replay-decisions.ts'
import { replayList } from './commands/replay-list.ts'
import { replayShow } from './commands/replay-show.ts'
import { status } from './commands/status.ts'
import { subscriptionDecisions } from './commands/subscription-decisions.ts'
import { subscriptions } from './commands/subscriptions.ts'
import { subscriptionsAdd } from './commands/subscriptions-add.ts'
import { tail } from './commands/tail.ts'
import { version } from './commands/version.ts'

/** Every command, in the order of the help: what operators look at first, what they decide, then agencies' own. */
export const commands: readonly Command[] = [
  status,
  agencies,
  ...agencyDecisions,
  deliveries,
  deliveryShow,
  deliverySetAside,
  replay,
  replayList,
  replayShow,
  ...replayDecisions,
  deadLetters,
  ...deadLetterDecisions,
  cases,
  casesResolve,
  calendarShow,
  calendarClose,
  calendarSet,
  tail,
  partners,
  endpoints,
  endpointsAdd,
  ...endpointDecisions,
  subscriptions,
  subscriptionsAdd,
  ...subscriptionDecisions,
  importMunicipalities,
  completion(() => commands),
  help(() => commands),
  version,
]
