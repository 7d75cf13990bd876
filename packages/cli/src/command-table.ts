import type { Command } from './command.ts'
import { calendarClose } from './commands/calendar-close.ts'
import { calendarSet } from './commands/calendar-set.ts'
import { calendarShow } from './commands/calendar-show.ts'
import { cases } from './commands/cases.ts'
import { casesResolve } from './commands/cases-resolve.ts'
import { completion } from './commands/completion.ts'
import { deliveries } from './commands/deliveries.ts'
import { deliverySetAside } from './commands/delivery-set-aside.ts'
import { deliveryShow } from './commands/delivery-show.ts'
import { help } from './commands/help.ts'
import { importMunicipalities } from './commands/import-municipalities.ts'
import { version } from './commands/version.ts'

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  deliveries,
  deliveryShow,
  deliverySetAside,
  cases,
  casesResolve,
  calendarShow,
  calendarClose,
  calendarSet,
  importMunicipalities,
  completion(() => commands),
  help(() => commands),
  version,
]
