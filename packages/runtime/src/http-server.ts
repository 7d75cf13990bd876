import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { fastify } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { watchAllowedMethods } from './allowed-methods.ts'
import { answerProblems, notServed } from './answer-problems.ts'
import { type Described, documentationRoutes } from './documentation-routes.ts'
import { flawsOfIssues } from './flaws-of-issues.ts'
import { healthRoutes, type ReadinessCheck } from './health-routes.ts'
import type { Journal } from './journal.ts'
import { measureRequests } from './measure-requests.ts'
import type { Metrics } from './metrics.ts'
import { guardAgainstOverload, type OverloadLimits } from './overload-guard.ts'
import type { DescribeFlaw } from './problem.ts'
import { type FlawsOf, validateWithZod } from './validate-with-zod.ts'

export type HttpServerParts = {
  readonly journal: Journal
  readonly metrics: Metrics
  readonly described: Described
  readonly describeFlaw: DescribeFlaw
  /** How a schema's issues become flaws; `flawsOfIssues` unless given. */
  readonly flawsOf?: FlawsOf
  /** What must work for the service to be ready. */
  readonly checks?: readonly ReadinessCheck[]
  readonly limits?: OverloadLimits
}

/** 256 KiB: a household of twenty persons takes 12. */
const bodyLimit = 256 * 1024
/** Headers and body whole, so that a caller who trickles bytes holds no connection for long. */
const requestTimeoutMs = 30_000

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** The caller's own request id when it is a UUID, so that both sides' logs can be joined. */
const requestId = ({ headers }: Pick<IncomingMessage, 'headers'>): string => {
  const given = headers['x-request-id']
  return typeof given === 'string' && uuid.test(given) ? given : randomUUID()
}

/** Answers are data about persons: not cached, not framed, not sniffed, not run. */
const safeHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/**
 * An HTTP server as all ours are: JSON in (zod), JSON or problems out, health, metrics and documentation. Add
 * routes, then `listen`; `close` lets the requests under way finish and drops idle connections.
 */
export const createHttpServer = async (parts: HttpServerParts) => {
  const answer = answerProblems(parts)
  const app = fastify({
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: 'idle',
    genReqId: requestId,
    frameworkErrors: answer,
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validateWithZod(parts.flawsOf ?? flawsOfIssues))
  // Answers are typed by their contracts where they are made, and tests hold them against these; checking each of them
  // again on its way out cost 4 % of the whole journey's processor time.
  app.setSerializerCompiler(() => JSON.stringify)
  app.removeContentTypeParser('text/plain')
  app.decorateRequest('account', null)
  app.setErrorHandler(answer)

  const allowedMethods = watchAllowedMethods(app)
  app.setNotFoundHandler((request, reply) => {
    throw notServed(allowedMethods(request.url.split('?', 1)[0] ?? '/'), reply)
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(safeHeaders).header('x-request-id', request.id)
    done()
  })
  measureRequests(app, parts.metrics)
  guardAgainstOverload(app, parts.journal, parts.limits)

  await documentationRoutes(app, parts.described)
  healthRoutes(app, { checks: parts.checks ?? [], metrics: parts.metrics })
  return app
}

export type HttpServer = Awaited<ReturnType<typeof createHttpServer>>
