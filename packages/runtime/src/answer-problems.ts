import { failureOf } from '@unefois/domain/failure-of.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Journal } from './journal.ts'
import { preferredLanguage } from './preferred-language.ts'
import { type DescribeFlaw, problemOf } from './problem.ts'
import { refusalOfError } from './refusal-of-error.ts'

type Parts = { readonly journal: Journal; readonly describeFlaw: DescribeFlaw }

/** Of the path only: a query may carry a reference. */
const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/'

const routeOf = (request: FastifyRequest): string =>
  `${request.method} ${request.routeOptions?.url ?? '/(unknown)'}`

/** Being turned away in overload is told once in a while by the guard, not once a request. */
const isOurFault = (refusal: Refusal, status: number): boolean =>
  status >= 500 && refusal.code !== 'overloaded'

/** Answers whatever was thrown as a problem, and logs what is our own fault. */
export const answerProblems =
  ({ journal, describeFlaw }: Parts) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = refusalOfError(error, request)
    const language = preferredLanguage(request.headers['accept-language'])
    const path = pathOf(request)
    const problem = problemOf(refusal, { language, path, requestId: request.id, describeFlaw })
    if (isOurFault(refusal, problem.status)) {
      const fields = failureOf(refusal.cause ?? error)
      const { status } = problem
      journal.alarm('request.failed', { ...fields, request: request.id, route: routeOf(request), status })
    }
    if (refusal.retryAfter !== undefined) reply.header('retry-after', Math.ceil(refusal.retryAfter))
    void reply
      .code(problem.status)
      .header('content-language', language)
      .header('vary', 'accept-language')
      .type('application/problem+json')
      // As bytes: to a text fastify would add a charset, which this media type does not have.
      .send(Buffer.from(JSON.stringify(problem)))
  }

export const notServed = (allowed: readonly string[], reply: FastifyReply): Refusal => {
  if (allowed.length === 0) return new Refusal('not-found')
  reply.header('allow', allowed.join(', '))
  return new Refusal('method-not-allowed')
}
