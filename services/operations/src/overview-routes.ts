import type { AgencyStanding, AgencyStandings } from '@unefois/broker/ports/agency-standings.ts'
import type { Pause, Pauses } from '@unefois/broker/ports/pauses.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { AgencyOverview, AgencyOverviewList } from '@unefois/schemas/answers/agency-overview.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { PauseRequest } from '@unefois/schemas/requests/pause-request.ts'
import { z } from 'zod'
import { readBody } from './read-body.ts'

export type OverviewParts = {
  readonly standings: Pick<AgencyStandings, 'all'>
  readonly pauses: Pauses
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
}

const nothing: AgencyStanding = {
  backlog: 0,
  held: 0,
  oldestDueSince: null,
  parked: 0,
  deferred: 0,
  needsReview: 0,
  overdue: 0,
  breaker: 'closed',
  lastSuccessAt: null,
  lastFailureAt: null,
  failures: {},
  ratePerSecond: 0,
}

const renderPause = ({ reason, by, at }: Pause) => ({ reason, by, at: at.toISOString() })

const renderOverview = (
  { id, name, standing }: Agency,
  { oldestDueSince, ...seen }: AgencyStanding,
  pause: Pause | undefined,
): z.input<typeof AgencyOverview> => ({
  ...seen,
  agency: id,
  name,
  standing,
  state: pause === undefined ? 'running' : 'paused',
  pause: pause === undefined ? null : renderPause(pause),
  oldestSeconds:
    oldestDueSince === null ? null : Math.max(0, Math.round((Date.now() - oldestDueSince.getTime()) / 1000)),
  lastSuccessAt: seen.lastSuccessAt?.toISOString() ?? null,
  lastFailureAt: seen.lastFailureAt?.toISOString() ?? null,
})

/** How each agency is doing, and whether anything is sent to it. */
export const overviewRoutes = (app: HttpServer, parts: OverviewParts): void => {
  const { standings, pauses, agencies, accounts } = parts
  const onRequest = requireRole(accounts, 'operator')
  const schema = { tags: ['operations'], security: [{ bearer: [] }] }
  const problems = { '4xx': Problem, '5xx': Problem }

  const overviewOf = async (shown: readonly Agency[]) => {
    const [seen, paused] = await Promise.all([standings.all(), pauses.paused()])
    return shown.map((agency) =>
      renderOverview(agency, seen.get(agency.id) ?? nothing, paused.get(agency.id)),
    )
  }

  app.get(
    '/v1/operations/agencies',
    {
      onRequest,
      schema: {
        ...schema,
        summary: 'How each agency is doing: backlog, age, failures, breaker, pause',
        response: { 200: AgencyOverviewList, ...problems },
      },
    },
    async () => ({ items: await overviewOf(agencies), next: null }),
  )

  const decisions = [
    { word: 'pause', summary: 'Send an agency nothing until it is resumed', decide: pauses.pause },
    { word: 'resume', summary: 'Send to a paused agency again', decide: pauses.resume },
  ] as const
  for (const { word, summary, decide } of decisions)
    app.post(
      `/v1/operations/agencies/:agency/${word}`,
      {
        validatorCompiler: () => (value: unknown) => ({ value }),
        onRequest,
        schema: {
          ...schema,
          summary,
          params: z.object({ agency: z.string() }),
          body: PauseRequest,
          response: { 200: AgencyOverview, ...problems },
        },
      },
      async (request) => {
        const agency = agencies.find(({ id }) => id === request.params.agency)
        if (agency === undefined) throw new Refusal('not-found')
        const { reason } = readBody(PauseRequest, request.body)
        await decide(agency.id, { by: accountOf(request), reason })
        const [overview] = await overviewOf([agency])
        if (overview === undefined) throw new Refusal('not-found')
        return overview
      },
    )
}
