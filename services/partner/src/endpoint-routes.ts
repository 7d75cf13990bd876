import { networksFor, verifyEndpoint } from '@unefois/broker/verify-endpoint.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { EndpointAnswer, EndpointList, NewEndpointAnswer } from '@unefois/schemas/answers/endpoint-answer.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { EndpointPatch, EndpointRequest } from '@unefois/schemas/requests/endpoint-request.ts'
import { newEndpointKeys } from '@unefois/webhook/keys.ts'
import { z } from 'zod'
import { checkEndpoint, type EndpointToCheck } from './check-endpoint.ts'
import { endpointActionRoutes } from './endpoint-action-routes.ts'
import { type EndpointParts, found, knownId } from './endpoint-parts.ts'
import { patchedSettings, settingsOf } from './endpoint-settings.ts'
import { partnerOf } from './partner-of.ts'
import { readBody } from './read-body.ts'
import { renderEndpoint } from './render-endpoint.ts'
import { withoutEmptyBody } from './without-empty-body.ts'

const tags = ['partner']
const security = [{ bearer: [] }]
const problems = { '4xx': Problem, '5xx': Problem }
const params = z.object({ id: z.string() })
/** Bodies are read by their contracts, which give every flaw its pointer. */
const readByContract = { validatorCompiler: () => (value: unknown) => ({ value }) }

const mostEndpoints = 20

/** Where an agency receives, as it says itself. */
export const endpointRoutes = (app: HttpServer, parts: EndpointParts): void => {
  readRoutes(app, parts)
  addRoute(app, parts)
  changeRoutes(app, parts)
  endpointActionRoutes(app, parts)
}

const readRoutes = (app: HttpServer, parts: EndpointParts): void => {
  const onRequest = requireRole(parts.accounts, 'partner')
  const verify = verifyEndpoint(parts)
  app.get(
    '/v1/partner/endpoints',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'Where the agency receives',
        response: { 200: EndpointList, ...problems },
      },
    },
    async (request) => {
      const endpoints = await parts.register.ofAgency(partnerOf(request, parts.agencies).id)
      return { items: endpoints.map(renderEndpoint), next: null }
    },
  )
  app.get(
    '/v1/partner/endpoints/:id',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'One endpoint; an unverified one is asked again',
        params,
        response: { 200: EndpointAnswer, ...problems },
      },
    },
    async (request) => {
      const endpoint = found(
        await parts.register.find(partnerOf(request, parts.agencies).id, knownId(request.params.id)),
      )
      return renderEndpoint(await verify(endpoint))
    },
  )
}

const refuseFlaws = async (
  parts: EndpointParts,
  agency: AgencyId,
  endpoint: EndpointToCheck,
): Promise<void> => {
  const allowedNetworks = await networksFor(parts, agency)
  const flaws = await checkEndpoint(endpoint, allowedNetworks)
  if (flaws.length > 0) throw new Refusal('invalid', { flaws })
}

const addRoute = (app: HttpServer, parts: EndpointParts): void => {
  const { register } = parts
  const verify = verifyEndpoint(parts)
  app.post(
    '/v1/partner/endpoints',
    {
      ...readByContract,
      onRequest: requireRole(parts.accounts, 'partner'),
      schema: {
        tags,
        security,
        summary: 'Register an endpoint; its secret is shown this once',
        body: EndpointRequest,
        response: { 201: NewEndpointAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const agency = partnerOf(request, parts.agencies).id
      const asked = readBody(EndpointRequest, request.body)
      const settings = settingsOf(asked)
      await refuseFlaws(parts, agency, { url: asked.url, settings, headers: asked.headers ?? {} })
      if ((await register.ofAgency(agency)).length >= mostEndpoints)
        throw new Refusal('invalid', { flaws: [{ pointer: '', code: 'endpoints-too-many' }] })
      const keys = newEndpointKeys()
      const added = await register.add({ agency, url: asked.url, settings, keys }, accountOf(request))
      const endpoint = renderEndpoint(await verify(added))
      return reply
        .code(201)
        .header('location', `/v1/partner/endpoints/${endpoint.id}`)
        .send({ ...endpoint, secret: keys.secret, publicKey: keys.publicKey })
    },
  )
}

const changeRoutes = (app: HttpServer, parts: EndpointParts): void => {
  const { register } = parts
  const onRequest = requireRole(parts.accounts, 'partner')
  const verify = verifyEndpoint(parts)
  app.patch(
    '/v1/partner/endpoints/:id',
    {
      ...readByContract,
      onRequest,
      schema: {
        tags,
        security,
        summary: 'Change an endpoint, pause it or resume it',
        params,
        body: EndpointPatch,
        response: { 200: EndpointAnswer, ...problems },
      },
    },
    async (request) => {
      const agency = partnerOf(request, parts.agencies).id
      const id = knownId(request.params.id)
      const patch = readBody(EndpointPatch, request.body)
      const { settings: current } = found(await register.find(agency, id))
      const settings = patchedSettings(current, patch)
      await refuseFlaws(parts, agency, {
        url: patch.url ?? null,
        settings,
        headers: patch.headers ?? settings.headers,
      })
      const changed = await register.change(
        { agency, id },
        (now) => ({
          settings: patchedSettings(now.settings, patch),
          ...(patch.url !== undefined && { url: patch.url }),
          ...(patch.state !== undefined && { state: patch.state }),
        }),
        accountOf(request),
      )
      return renderEndpoint(await verify(found(changed)))
    },
  )
  app.delete(
    '/v1/partner/endpoints/:id',
    {
      onRequest: [onRequest, withoutEmptyBody],
      schema: {
        tags,
        security,
        summary: 'Remove an endpoint, its keys with it',
        params,
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const agency = partnerOf(request, parts.agencies).id
      const id = knownId(request.params.id)
      if (!(await register.remove({ agency, id }, accountOf(request)))) throw new Refusal('not-found')
      return reply.code(204).send(null)
    },
  )
}
