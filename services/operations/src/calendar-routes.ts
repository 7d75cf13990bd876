import type { Calendars } from '@unefois/broker/ports/calendars.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { Calendar, closingsOf } from '@unefois/schemas/requests/calendar.ts'
import { z } from 'zod'
import { readBody } from './read-body.ts'

export type CalendarParts = {
  readonly calendars: Calendars
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
}

/** When an agency takes nothing. What waits for it is released by itself, at the end or when the calendar changes. */
export const calendarRoutes = (app: HttpServer, { calendars, agencies, accounts }: CalendarParts): void => {
  const onRequest = requireRole(accounts, 'operator')
  const schema = {
    tags: ['operations'],
    security: [{ bearer: [] }],
    params: z.object({ agency: z.string() }),
    response: { 200: Calendar, '4xx': Problem, '5xx': Problem },
  }
  const known = (asked: string): AgencyId => {
    const agency = agencies.find(({ id }) => id === asked)
    if (agency === undefined) throw new Refusal('not-found')
    return agency.id
  }

  app.get(
    '/v1/operations/calendars/:agency',
    { onRequest, schema: { ...schema, summary: 'When an agency takes nothing' } },
    async (request) => ({ closed: [...(await calendars.of(known(request.params.agency)))] }),
  )
  app.put(
    '/v1/operations/calendars/:agency',
    {
      validatorCompiler: () => (value: unknown) => ({ value }),
      onRequest,
      schema: { ...schema, body: Calendar, summary: 'Replace when an agency takes nothing' },
    },
    async (request) => {
      const agency = known(request.params.agency)
      const calendar = readBody(Calendar, request.body)
      const closings = closingsOf(calendar)
      const closed = calendar.closed.flatMap((period, i) => {
        const closing = closings[i]
        return closing === undefined ? [] : [{ ...period, closing }]
      })
      await calendars.replace(agency, closed, accountOf(request))
      return calendar
    },
  )
}
