import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { Calendar } from '@unefois/schemas/requests/calendar.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { renderCalendar } from '../render/render-calendar.ts'

const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
  } catch {
    throw new Failure(exitCodes.badInput, { key: 'failure.file-not-json', values: { file } })
  }
}

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
      body: await readJson(file),
      schema: Calendar,
    })
    return { document: calendar, text: renderCalendar(calendar, style) }
  },
}
