import { type ReplayDependencies, replayDelivery } from '@unefois/broker/5-replay-delivery.ts'
import { formatSequence } from '@unefois/broker/build-notice.ts'
import type { OwnDelivery as Own, OwnDeliveries } from '@unefois/broker/ports/own-deliveries.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import { readEvidence } from '@unefois/broker/read-evidence.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import { type AgencyId, type DeliveryId, isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { OwnDeliveryDetail, OwnDeliveryList } from '@unefois/schemas/answers/own-delivery.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { ReplayRequest } from '@unefois/schemas/requests/replay-request.ts'
import { z } from 'zod'
import { partnerOf } from './partner-of.ts'

export type OwnDeliveryParts = ReplayDependencies & {
  readonly ownDeliveries: OwnDeliveries
  readonly vault: Vault
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
}

const ListQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  kind: z.enum(kinds).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const Id = z.object({ id: z.string() })
const tags = ['partner']
const security = [{ bearer: [] }]
const problems = { '4xx': Problem, '5xx': Problem }

const instant = (date: Date | null): string | null => date?.toISOString() ?? null

const asDeliveryId = (given: string): DeliveryId => {
  if (!isUuid(given)) throw new Refusal('not-found')
  return given as DeliveryId
}

/** Field by field: what is not named here (the person, the declaration) does not leave. */
const render = (vault: Vault, agency: AgencyId, own: Own) => ({
  id: own.id,
  kind: own.kind,
  subject: vault.personReference(agency, own.person),
  sequence: formatSequence(own.sequence),
  state: own.state,
  reason: own.reason,
  attempts: own.attempts,
  releasedAt: own.releasedAt.toISOString(),
  sentAt: instant(own.sentAt),
  acknowledgedAt: instant(own.acknowledgedAt),
  overdue: own.overdue,
  outcome: own.outcome && {
    code: own.outcome.code,
    ...(own.outcome.reference !== null && { reference: own.outcome.reference }),
    ...(own.outcome.reason !== null && { reason: own.outcome.reason }),
  },
  nextAttemptAt: instant(own.nextAttemptAt),
})

/** An agency's own log: what was released to it, what it answered, and sending one again. */
export const ownDeliveryRoutes = (app: HttpServer, parts: OwnDeliveryParts): void => {
  listRoute(app, parts)
  detailRoute(app, parts)
  replayRoute(app, parts)
}

const listRoute = (app: HttpServer, { ownDeliveries, vault, agencies, accounts }: OwnDeliveryParts): void => {
  app.get(
    '/v1/partner/deliveries',
    {
      onRequest: requireRole(accounts, 'partner'),
      schema: {
        tags,
        security,
        summary: "The agency's own deliveries, the latest released first",
        querystring: ListQuery,
        response: { 200: OwnDeliveryList, ...problems },
      },
    },
    async (request) => {
      const { id: agency } = partnerOf(request, agencies)
      const { state, kind, since, until, cursor, limit } = request.query
      const filter = {
        ...(state !== undefined && { state }),
        ...(kind !== undefined && { kind }),
        ...(since !== undefined && { since: new Date(since) }),
        ...(until !== undefined && { until: new Date(until) }),
      }
      const after = (cursor ?? null) as DeliveryId | null
      const { items, next } = await ownDeliveries.list(agency, filter, { after, limit })
      return { items: items.map((own) => render(vault, agency, own)), next }
    },
  )
}

const detailRoute = (
  app: HttpServer,
  { ownDeliveries, vault, agencies, accounts }: OwnDeliveryParts,
): void => {
  app.get(
    '/v1/partner/deliveries/:id',
    {
      onRequest: requireRole(accounts, 'partner'),
      schema: {
        tags,
        security,
        summary: 'One delivery: what was sent, and what came back at each attempt',
        params: Id,
        response: { 200: OwnDeliveryDetail, ...problems },
      },
    },
    async (request) => {
      const { id: agency } = partnerOf(request, agencies)
      const found = await ownDeliveries.find(agency, asDeliveryId(request.params.id))
      if (found === null) throw new Refusal('not-found')
      const { sent, answers } = readEvidence(vault, found)
      return {
        ...render(vault, agency, found.delivery),
        sent: sent as z.output<typeof OwnDeliveryDetail>['sent'],
        attempts: found.attempts.map(({ number, startedAt, durationMs, status, failure }, place) => ({
          number,
          startedAt: startedAt.toISOString(),
          durationMs,
          status,
          failure,
          answer: answers[place] ?? null,
        })),
      }
    },
  )
}

const replayRoute = (app: HttpServer, parts: OwnDeliveryParts): void => {
  const replay = replayDelivery(parts)
  app.post(
    '/v1/partner/deliveries/:id/replay',
    {
      onRequest: requireRole(parts.accounts, 'partner'),
      schema: {
        tags,
        security,
        summary: 'Send one of the agency’s own deliveries again',
        params: Id,
        body: ReplayRequest,
        response: { 202: z.object({ id: z.string() }), ...problems },
      },
    },
    async (request, reply) => {
      const { id: agency } = partnerOf(request, parts.agencies)
      const id = asDeliveryId(request.params.id)
      if ((await parts.ownDeliveries.find(agency, id)) === null) throw new Refusal('not-found')
      const { reason, force = false } = request.body
      await replay(id, { by: accountOf(request), reason, force })
      return reply.code(202).send({ id })
    },
  )
}
