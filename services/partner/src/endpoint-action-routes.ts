import { testEndpoint } from '@unefois/broker/test-endpoint.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { EndpointTestAnswer, KeysAnswer } from '@unefois/schemas/answers/endpoint-answer.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { KeyRotation } from '@unefois/schemas/requests/key-rotation.ts'
import { newEndpointKeys } from '@unefois/webhook/keys.ts'
import { z } from 'zod'
import { type EndpointParts, found, knownId } from './endpoint-parts.ts'
import { partnerOf } from './partner-of.ts'
import { readBody } from './read-body.ts'
import { withoutEmptyBody } from './without-empty-body.ts'

const tags = ['partner']
const security = [{ bearer: [] }]
const problems = { '4xx': Problem, '5xx': Problem }
const params = z.object({ id: z.string() })
const hourMs = 3_600_000
const usualOverlapHours = 24
/** Enough to see what answered. */
const shownBytes = 2_048

/** Rotating an endpoint's keys, and trying it out. */
export const endpointActionRoutes = (app: HttpServer, parts: EndpointParts): void => {
  rotateRoute(app, parts)
  testRoute(app, parts)
}

const rotateRoute = (app: HttpServer, parts: EndpointParts): void => {
  const { register, clock, accounts } = parts
  app.post(
    '/v1/partner/endpoints/:id/keys/rotate',
    {
      validatorCompiler: () => (value: unknown) => ({ value }),
      onRequest: [requireRole(accounts, 'partner'), withoutEmptyBody],
      schema: {
        tags,
        security,
        summary: 'New keys, the former ones signing beside them for the overlap',
        params,
        body: KeyRotation,
        response: { 200: KeysAnswer, ...problems },
      },
    },
    async (request) => {
      const named = { agency: partnerOf(request, parts.agencies).id, id: knownId(request.params.id) }
      const { overlapHours = usualOverlapHours } = readBody(KeyRotation, request.body ?? {})
      const keys = newEndpointKeys()
      const overlapMs = overlapHours * hourMs
      const overlapUntil = new Date(clock.now().getTime() + overlapMs).toISOString()
      found(await register.rotate(named, keys, { overlapMs, by: accountOf(request) }))
      return { secret: keys.secret, publicKey: keys.publicKey, overlapUntil }
    },
  )
}

const testRoute = (app: HttpServer, parts: EndpointParts): void => {
  const test = testEndpoint(parts)
  app.post(
    '/v1/partner/endpoints/:id/test',
    {
      validatorCompiler: () => (value: unknown) => ({ value }),
      onRequest: [requireRole(parts.accounts, 'partner'), withoutEmptyBody],
      schema: {
        tags,
        security,
        summary: 'Send a signed notification about nobody (unefois.test.v1), and see what comes of it',
        params,
        response: { 200: EndpointTestAnswer, ...problems },
      },
    },
    async (request) => {
      const agency = partnerOf(request, parts.agencies)
      const endpoint = found(await parts.register.find(agency.id, knownId(request.params.id)))
      const { id, sent, endpoint: afterwards } = await test(endpoint, agency.limits.timeoutMs)
      return {
        id,
        state: afterwards.state,
        status: sent.status,
        failure: sent.failure,
        durationMs: Math.round(sent.durationMs),
        answer: sent.body.subarray(0, shownBytes).toString(),
      }
    },
  )
}
