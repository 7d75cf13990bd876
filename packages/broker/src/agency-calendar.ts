import type { AgencyId } from '@unefois/domain/ids.ts'
import { openFrom } from './open-from.ts'
import type { Calendars, Closing } from './ports/calendars.ts'
import type { Clock } from './ports/clock.ts'
import type { Pauses } from './ports/pauses.ts'

export type AgencyCalendar = {
  /** Looks whether an operator has changed it, or has paused the agency. */
  look(): Promise<void>
  /** As last looked at, at this instant: closed by its calendar, or paused. */
  isClosed(): boolean
}

export type CalendarDependencies = {
  readonly calendars: Pick<Calendars, 'closings'>
  readonly pauses: Pick<Pauses, 'paused'>
  readonly clock: Clock
}

/** Whether an agency is to be sent anything now, without asking the database for every delivery. */
export const agencyCalendar = (
  { calendars, pauses, clock }: CalendarDependencies,
  agency: AgencyId,
): AgencyCalendar => {
  let closings: readonly Closing[] = []
  let isPaused = false
  return {
    look: async () => {
      closings = (await calendars.closings()).get(agency) ?? []
      isPaused = (await pauses.paused()).has(agency)
    },
    isClosed: () => {
      const now = clock.now()
      return isPaused || openFrom(closings, now) > now
    },
  }
}
