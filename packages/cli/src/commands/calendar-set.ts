import { Calendar } from '@unefois/schemas/requests/calendar.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { readJsonFile } from '../connection/read-json-file.ts'
import { renderCalendar } from '../render/render-calendar.ts'

/** Replaces an agency's calendar by a file as `calendar show --json` writes it. */
export const calendarSet: Command = {
  name: 'calendar set',
  summary: 'command.calendar-set',
  operands: [{ name: 'AGENCY' }, { name: 'FILE' }],
  options: [],
  run: async ({ api, operands: [agency = '', file = ''], style }) => {
    const calendar = await api.ask({
      method: 'PUT',
      path: pathTo('/v1/operations/calendars', agency),
      body: await readJsonFile(file),
      schema: Calendar,
    })
    return { document: calendar, text: renderCalendar(calendar, style) }
  },
}
