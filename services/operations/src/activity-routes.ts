import { followActivity } from '@unefois/broker/follow-activity.ts'
import type { Activity, ActivityRow } from '@unefois/broker/ports/activity.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { requireRole } from '@unefois/runtime/require-role.ts'
import { type ActivityItem, Activity as ActivityPage } from '@unefois/schemas/answers/activity.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { z } from 'zod'

export type ActivityParts = { readonly activity: Activity; readonly accounts: Accounts }

/** Seconds; below what proxies and the callers' own clients usually allow a request. */
const longestWait = 25

const Query = z.object({
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  wait: z.coerce.number().int().min(0).max(longestWait).default(0),
})

const renderRow = ({ position, at, ...row }: ActivityRow): z.input<typeof ActivityItem> => ({
  position: Number(position),
  at: at.toISOString(),
  ...row,
})

/** What happens, as it happens. */
export const activityRoutes = (app: HttpServer, { activity, accounts }: ActivityParts): void => {
  const stopping = new AbortController()
  // Requests that wait would else keep the service from stopping.
  app.addHook('preClose', async () => stopping.abort())

  app.get(
    '/v1/operations/activity',
    {
      onRequest: requireRole(accounts, 'operator'),
      schema: {
        tags: ['operations'],
        security: [{ bearer: [] }],
        summary: 'What has happened since, from the audit log; waits for news when asked to',
        querystring: Query,
        response: { 200: ActivityPage, '4xx': Problem, '5xx': Problem },
      },
    },
    async (request, reply) => {
      const { after, limit, wait } = request.query
      const start = after === undefined ? null : BigInt(after)
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const stop = AbortSignal.any([stopping.signal, gone.signal])
      const page = await followActivity(activity, { after: start, limit, waitMs: wait * 1_000 }, stop)
      return { items: page.items.map(renderRow), next: String(page.next) }
    },
  )
}
