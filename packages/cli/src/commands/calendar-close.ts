import { Calendar } from '@unefois/schemas/requests/calendar.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { renderCalendar } from '../render/render-calendar.ts'
import { misuse } from '../words/misuse.ts'
import { reasonOf } from '../words/typed-values.ts'

/** Adds one period to an agency's calendar, leaving the others. */
export const calendarClose: Command = {
  name: 'calendar close',
  summary: 'command.calendar-close',
  operands: [{ name: 'AGENCY' }],
  options: ['from', 'to', 'reason'],
  run: async ({ api, operands: [agency = ''], options, style }) => {
    const from = options.value('from')
    const to = options.value('to')
    if (from === undefined || to === undefined) throw misuse('failure.period-missing')
    const reason = reasonOf(options)
    const path = pathTo('/v1/operations/calendars', agency)
    const { closed } = await api.ask({ path, schema: Calendar })
    const body = { closed: [...closed, { from, to, reason }] }
    const calendar = await api.ask({ method: 'PUT', path, body, schema: Calendar })
    return { document: calendar, text: renderCalendar(calendar, style) }
  },
}
