import {
  previewDeclaration,
  type SubmitDependencies,
  submitDeclaration,
} from '@unefois/broker/1-submit-declaration.ts'
import { trackDeclaration, trackPlan } from '@unefois/broker/6-track-declaration.ts'
import type { Conditions } from '@unefois/broker/ports/conditions.ts'
import type { Deliveries } from '@unefois/broker/ports/deliveries.ts'
import { type DeclarationId, isUuid } from '@unefois/domain/ids.ts'
import { parseReference } from '@unefois/domain/reference.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { mayFile } from '@unefois/domain/who-may-file.ts'
import type { Places } from '@unefois/quebec/address/places/places.ts'
import { quebecDayOf } from '@unefois/quebec/quebec-time.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { preferredLanguage } from '@unefois/runtime/preferred-language.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { DeclarationAnswer } from '@unefois/schemas/answers/declaration-answer.ts'
import { PreviewAnswer } from '@unefois/schemas/answers/preview-answer.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { DeclarationFiling } from '@unefois/schemas/declarations/declaration-filing.ts'
import { describeFlaw } from '@unefois/schemas/describe-flaw.ts'
import { type Filing, parseFiling } from '@unefois/schemas/parse-filing.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'
import { changeRoutes } from './change-routes.ts'
import { readIdempotencyKey } from './idempotency-key.ts'
import { renderAddresses } from './render-addresses.ts'
import { renderDeclaration } from './render-declaration.ts'
import { type Rendering, type RenderingOf, renderLine } from './render-plan.ts'

export type IntakeParts = SubmitDependencies & {
  readonly conditions: Conditions
  readonly accounts: Accounts
  readonly deliveries: Deliveries
  /** Ids of every body that a declarant may name. */
  readonly knownBodies: ReadonlySet<string>
  /** What addresses are read against. */
  readonly places: Places
  /** Whether invented persons are accepted. */
  readonly demonstration: boolean
}

const filers = ['citizen', 'clerk', 'agent'] as const
const followers = [...filers, 'operator'] as const
const tags = ['declarations']
const security = [{ bearer: [] }]

/** The filing is read by its own contract, which gives every flaw its pointer; the schema here documents it. */
const readByContract = { validatorCompiler: () => (value: unknown) => ({ value }) }

type Read = Extract<Filing, { ok: true }>

/** Births and deaths come from the civil status alone. */
const read = ({ clock, demonstration, knownBodies, places }: IntakeParts, request: FastifyRequest): Read => {
  if (request.body === undefined) throw new Refusal('not-json')
  const today = quebecDayOf(clock.now())
  const filing = parseFiling(request.body, { today, demonstration, bodies: knownBodies, places })
  if (!filing.ok) throw new Refusal('invalid', { flaws: filing.flaws })
  if (!mayFile(accountOf(request).role, filing.declaration.kind)) throw new Refusal('forbidden')
  return filing
}

/** What is uncertain may be previewed; to be filed, the declarant must have confirmed it. */
const readConfirmed = (parts: IntakeParts, request: FastifyRequest): Read => {
  const filing = read(parts, request)
  if (filing.unconfirmed.length > 0) throw new Refusal('invalid', { flaws: filing.unconfirmed })
  return filing
}

const asDeclarationId = (given: string): DeclarationId => {
  if (!isUuid(given)) throw new Refusal('not-found')
  return given as DeclarationId
}

/** File, preview and follow declarations. */
export const declarationRoutes = (app: HttpServer, parts: IntakeParts): void => {
  const byId = new Map(parts.agencies.map((agency) => [agency.id, agency]))
  const rendering = (request: FastifyRequest): Rendering => ({
    agencies: byId,
    language: preferredLanguage(request.headers['accept-language']),
  })
  fileRoute(app, parts, rendering)
  previewRoute(app, parts, rendering)
  followRoutes(app, parts, rendering)
  changeRoutes(app, parts, rendering)
}

const fileRoute = (app: HttpServer, parts: IntakeParts, rendering: RenderingOf): void => {
  const submit = submitDeclaration(parts)
  const file = async (request: FastifyRequest, reply: FastifyReply, corrects: DeclarationId | null) => {
    const idempotencyKey = readIdempotencyKey(request.headers['idempotency-key'])
    const { declaration } = readConfirmed(parts, request)
    const filed = await submit({
      account: accountOf(request),
      declaration,
      route: `POST ${request.url}`,
      idempotencyKey,
      corrects,
      canonicalBody: canonicalJson(request.body),
    })
    const answer = renderDeclaration(rendering(request), trackPlan(filed, []))
    return reply.code(202).header('location', `/v1/declarations/${answer.id}`).send(answer)
  }
  const options = {
    ...readByContract,
    onRequest: requireRole(parts.accounts, ...filers),
  }
  const schema = {
    tags,
    security,
    headers: z.object({ 'idempotency-key': z.string().max(257).optional() }),
    body: DeclarationFiling,
    response: { 202: DeclarationAnswer, '4xx': Problem, '5xx': Problem },
  }
  app.post(
    '/v1/declarations',
    { ...options, schema: { ...schema, summary: 'File a declaration, once' } },
    (request, reply) => file(request, reply, null),
  )
  app.post(
    '/v1/declarations/:id/corrections',
    {
      ...options,
      schema: {
        ...schema,
        summary: 'A whole declaration that replaces another',
        params: z.object({ id: z.string() }),
      },
    },
    (request, reply) => file(request, reply, asDeclarationId(request.params.id)),
  )
}

const previewRoute = (app: HttpServer, parts: IntakeParts, rendering: RenderingOf): void => {
  const preview = previewDeclaration(parts)
  app.post(
    '/v1/declarations/preview',
    {
      ...readByContract,
      onRequest: requireRole(parts.accounts, ...filers),
      schema: {
        tags,
        security,
        summary: 'Who would be told what, and why not; nothing is stored',
        body: DeclarationFiling,
        response: { 200: PreviewAnswer, '4xx': Problem, '5xx': Problem },
      },
    },
    async (request) => {
      const { declaration, warnings, addresses } = read(parts, request)
      const how = rendering(request)
      return {
        plan: (await preview(declaration)).map((line) => renderLine(how, declaration.kind, line)),
        addresses: renderAddresses(addresses, how.language),
        warnings: warnings.map((flaw) => ({ ...flaw, detail: describeFlaw(flaw.code, how.language) })),
      }
    },
  )
}

const followRoutes = (app: HttpServer, parts: IntakeParts, rendering: RenderingOf): void => {
  const track = trackDeclaration(parts)
  const response = { 200: DeclarationAnswer, '4xx': Problem, '5xx': Problem }
  const onRequest = requireRole(parts.accounts, ...followers)

  app.get(
    '/v1/declarations/:id',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'What became of a declaration',
        params: z.object({ id: z.string() }),
        response,
      },
    },
    async (request) => {
      const tracked = await track(accountOf(request), { id: asDeclarationId(request.params.id) })
      return renderDeclaration(rendering(request), tracked)
    },
  )
  app.get(
    '/v1/declarations',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'The same, by the reference that people are given',
        querystring: z.object({ reference: z.string() }),
        response,
      },
    },
    async (request) => {
      const reference = parseReference(request.query.reference)
      if (reference === null) throw new Refusal('not-found')
      return renderDeclaration(rendering(request), await track(accountOf(request), { reference }))
    },
  )
}
