import { Calendar } from '@unefois/schemas/requests/calendar.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { renderCalendar } from '../render/render-calendar.ts'

/** When an agency takes nothing. */
export const calendarShow: Command = {
  name: 'calendar show',
  summary: 'command.calendar-show',
  operands: [{ name: 'AGENCY' }],
  options: [],
  run: async ({ api, operands: [agency = ''], style }) => {
    const calendar = await api.ask({ path: pathTo('/v1/operations/calendars', agency), schema: Calendar })
    return { document: calendar, text: renderCalendar(calendar, style) }
  },
}
