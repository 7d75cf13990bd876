import type { IncomingHttpHeaders } from 'node:http'
import { decideReplay, previewReplay, replayMany } from '@unefois/broker/5b-replay-many.ts'
import {
  type Replay,
  type ReplayFilter,
  type Replays,
  type ReplayVerb,
  replayStates,
} from '@unefois/broker/ports/replays.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import { isUuid, type ReplayId } from '@unefois/domain/ids.ts'
import { parseReference } from '@unefois/domain/reference.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { ReplayAnswer, ReplayList, ReplayPreview } from '@unefois/schemas/answers/replay-answer.ts'
import { BulkReplayRequest } from '@unefois/schemas/requests/bulk-replay-request.ts'
import { z } from 'zod'
import { deliveryFilter } from './delivery-filter.ts'
import { readBody } from './read-body.ts'
import { renderSummary } from './render-summary.ts'

export type ReplayParts = {
  readonly replays: Replays
  readonly wakeUps: Pick<WakeUps, 'signal'>
  readonly accounts: Accounts
  readonly vault: Pick<Vault, 'personOf'>
}

const problems = { '4xx': Problem, '5xx': Problem }
const forOperators = { tags: ['operations'], security: [{ bearer: [] }] }
const Id = z.object({ id: z.string() })

const ListQuery = z.object({
  state: z.enum(replayStates).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const asReplayId = (given: string): ReplayId => {
  if (!isUuid(given)) throw new Refusal('not-found')
  return given as ReplayId
}

const render = (replay: Replay): z.input<typeof ReplayAnswer> => ({
  ...replay,
  requestedAt: replay.requestedAt.toISOString(),
  endedAt: replay.endedAt?.toISOString() ?? null,
})

type Filter = z.output<typeof BulkReplayRequest>['filter']

/** A reference or a person that cannot be is more likely a slip than a wish to replay nothing. */
const asFilter = (filter: Filter, vault: ReplayParts['vault']): ReplayFilter => {
  const read = deliveryFilter(filter, vault)
  if (read !== null) return read
  const pointer = parseReference(filter.reference ?? '') === null && filter.reference !== undefined
  throw new Refusal('invalid', {
    flaws: [{ pointer: pointer ? '/filter/reference' : '/filter/person', code: 'invalid' }],
  })
}

const asAsked = (filter: Filter): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

/** Many deliveries sent again: previewed, asked for, followed and decided upon. */
export const replayRoutes = (app: HttpServer, parts: ReplayParts): void => {
  requestRoute(app, parts)
  readRoutes(app, parts)
  for (const verb of ['approve', 'pause', 'resume', 'cancel'] as const) decisionRoute(app, parts, verb)
}

const requestRoute = (app: HttpServer, parts: ReplayParts): void => {
  const preview = previewReplay(parts)
  const request = replayMany(parts)
  app.post(
    '/v1/operations/replays',
    {
      validatorCompiler: () => (value: unknown) => ({ value }),
      onRequest: requireRole(parts.accounts, 'operator'),
      schema: {
        ...forOperators,
        summary: 'Send many again, or say what that would send',
        body: BulkReplayRequest,
        response: { 200: ReplayPreview, 202: ReplayAnswer, ...problems },
      },
    },
    async (asked, reply) => {
      const body = readBody(BulkReplayRequest, asked.body)
      const { reason = '', dryRun = false, force = false, ratePerSecond = null } = body
      const filter = asFilter(body.filter, parts.vault)
      if (dryRun) {
        const { sample, ...counts } = await preview(filter, force)
        return reply.code(200).send({ ...counts, sample: sample.map(renderSummary) })
      }
      const wish = { by: accountOf(asked), asked: asAsked(body.filter), reason, force, ratePerSecond }
      return reply.code(202).send(render(await request(filter, wish)))
    },
  )
}

const readRoutes = (app: HttpServer, { replays, accounts }: ReplayParts): void => {
  const onRequest = requireRole(accounts, 'operator')
  app.get(
    '/v1/operations/replays',
    {
      onRequest,
      schema: {
        ...forOperators,
        summary: 'Replays of many, newest first',
        querystring: ListQuery,
        response: { 200: ReplayList, ...problems },
      },
    },
    async (request) => {
      const { state, cursor, limit } = request.query
      const page = { after: (cursor ?? null) as ReplayId | null, limit }
      const { items, next } = await replays.list(state ?? null, page)
      return { items: items.map(render), next }
    },
  )
  app.get(
    '/v1/operations/replays/:id',
    {
      onRequest,
      schema: {
        ...forOperators,
        summary: 'How far a replay has come',
        params: Id,
        response: { 200: ReplayAnswer, ...problems },
      },
    },
    async (request) => {
      const replay = await replays.find(asReplayId(request.params.id))
      if (replay === null) throw new Refusal('not-found')
      return render(replay)
    },
  )
}

/** Nothing is said with a decision; some clients announce JSON all the same, and send none. */
const withoutEmptyBody = async ({ headers }: { headers: IncomingHttpHeaders }): Promise<void> => {
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0')
    delete headers['content-type']
}

const summaries: Readonly<Record<ReplayVerb, string>> = {
  approve: 'Let a large replay start, as another operator than who asked for it',
  pause: 'Send no more for now',
  resume: 'Go on',
  cancel: 'Send no more',
}

const decisionRoute = (app: HttpServer, parts: ReplayParts, verb: ReplayVerb): void => {
  const decide = decideReplay(parts)
  app.post(
    `/v1/operations/replays/:id/${verb}`,
    {
      onRequest: [requireRole(parts.accounts, 'operator'), withoutEmptyBody],
      schema: {
        ...forOperators,
        summary: summaries[verb],
        params: Id,
        response: { 200: ReplayAnswer, ...problems },
      },
    },
    async (request) => render(await decide(asReplayId(request.params.id), verb, accountOf(request))),
  )
}
