import type { AgencyId } from '@unefois/domain/ids.ts'
import { openFrom } from './open-from.ts'
import type { Calendars, Closing } from './ports/calendars.ts'
import type { Clock } from './ports/clock.ts'

export type AgencyCalendar = {
  /** Looks whether an operator has changed it. */
  look(): Promise<void>
  /** As last looked at, at this instant. */
  isClosed(): boolean
}

/** Whether an agency takes anything now, without asking the database for every delivery. */
export const agencyCalendar = (
  { calendars, clock }: { readonly calendars: Pick<Calendars, 'closings'>; readonly clock: Clock },
  agency: AgencyId,
): AgencyCalendar => {
  let closings: readonly Closing[] = []
  return {
    look: async () => {
      closings = (await calendars.closings()).get(agency) ?? []
    },
    isClosed: () => {
      const now = clock.now()
      return openFrom(closings, now) > now
    },
  }
}
