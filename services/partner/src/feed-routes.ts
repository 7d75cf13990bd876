import { type AcknowledgementDependencies, acknowledgeMany } from '@unefois/broker/acknowledge-many.ts'
import { type FeedDependencies, readFeed } from '@unefois/broker/read-feed.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { type DeliveryId, isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { preferredLanguage } from '@unefois/runtime/preferred-language.ts'
import { problemOf } from '@unefois/runtime/problem.ts'
import { requireRole } from '@unefois/runtime/require-role.ts'
import { FeedAcknowledged } from '@unefois/schemas/answers/feed-acknowledged.ts'
import { FeedPage } from '@unefois/schemas/answers/feed-page.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { describeFlaw } from '@unefois/schemas/describe-flaw.ts'
import {
  type FeedAcknowledgement,
  FeedAcknowledgements,
  parseFeedAcknowledgements,
} from '@unefois/schemas/requests/feed-acknowledgements.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { partnerOf } from './partner-of.ts'

export type FeedParts = FeedDependencies &
  AcknowledgementDependencies & { readonly agencies: readonly Agency[]; readonly accounts: Accounts }

const FeedQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'cursor-unknown')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Seconds. */
  wait: z.coerce.number().int().min(0).max(25).default(0),
})

const tags = ['partner']
const security = [{ bearer: [] }]
const problems = { '4xx': Problem, '5xx': Problem }

/** For agencies that cannot receive webhooks: they ask, and answer many at once. */
export const feedRoutes = (app: HttpServer, parts: FeedParts): void => {
  readRoute(app, parts)
  acknowledgeRoute(app, parts)
}

/** Ends the waiting when the caller hangs up or the service stops. */
const untilGone = (reply: FastifyReply, stopping: AbortSignal): AbortSignal => {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  return AbortSignal.any([gone.signal, stopping])
}

const readRoute = (app: HttpServer, parts: FeedParts): void => {
  const read = readFeed(parts)
  const stopping = new AbortController()
  app.addHook('preClose', async () => stopping.abort())
  app.get(
    '/v1/partner/feed',
    {
      onRequest: requireRole(parts.accounts, 'partner'),
      schema: {
        tags,
        security,
        summary: 'What was released to the agency, in order; asking for what comes after an item receives it',
        querystring: FeedQuery,
        response: { 200: FeedPage, ...problems },
      },
    },
    async (request, reply) => {
      const { after, limit, wait } = request.query
      const page = await read(partnerOf(request, parts.agencies), {
        after: after === undefined ? null : BigInt(after),
        limit,
        waitMs: wait * 1000,
        gone: untilGone(reply, stopping.signal),
      })
      if (page === null)
        throw new Refusal('invalid', { flaws: [{ pointer: '/after', code: 'cursor-unknown' }] })
      return {
        items: page.items as z.output<typeof FeedPage>['items'],
        next: page.next?.toString() ?? null,
      }
    },
  )
}

const acknowledgeRoute = (app: HttpServer, parts: FeedParts): void => {
  const acknowledge = acknowledgeMany(parts)

  /** Those that can be understood are said together; the others are refused where they stand. */
  const judge = async (agency: Agency, items: readonly FeedAcknowledgement[]) => {
    const readable = items.flatMap(({ id, given }) =>
      given.ok && id !== null && isUuid(id) ? [{ id: id as DeliveryId, acknowledgement: given.value }] : [],
    )
    const answers = [...(await acknowledge(agency.id, readable))]
    return items.map(({ id, given }) => {
      if (!given.ok) return { id, refusal: new Refusal('invalid', { flaws: given.flaws }) }
      if (id === null || !isUuid(id)) return { id, refusal: new Refusal('not-found') }
      const answer = answers.shift()
      if (answer === undefined) throw new Error('an acknowledgement without an answer')
      return { id, ...answer }
    })
  }

  app.post(
    '/v1/partner/feed/ack',
    {
      onRequest: requireRole(parts.accounts, 'partner'),
      // Each item is read by the contract that also reads answers to notices, and fails alone.
      validatorCompiler: () => (value: unknown) => ({ value }),
      schema: {
        tags,
        security,
        summary: 'Business answers to many deliveries; each is judged by itself',
        body: FeedAcknowledgements,
        response: { 200: FeedAcknowledged, ...problems },
      },
    },
    async (request) => {
      const agency = partnerOf(request, parts.agencies)
      if (request.body === undefined) throw new Refusal('not-json')
      const given = parseFeedAcknowledgements(request.body)
      if (!given.ok) throw new Refusal('invalid', { flaws: given.flaws })
      const judged = await judge(agency, given.value)
      return {
        items: judged.map((one) =>
          'refusal' in one
            ? { id: one.id, problem: problemFor(request, one.refusal) }
            : { id: one.id, state: one.state },
        ),
      }
    },
  )
}

const problemFor = (request: FastifyRequest, refusal: Refusal): z.output<typeof Problem> =>
  problemOf(refusal, {
    language: preferredLanguage(request.headers['accept-language']),
    path: '/v1/partner/feed/ack',
    requestId: request.id,
    describeFlaw,
  }) as z.output<typeof Problem>
