import { replayDelivery, setDeliveryAside } from '@unefois/broker/5-replay-delivery.ts'
import type { Deliveries, DeliveryDetail as Detail } from '@unefois/broker/ports/deliveries.ts'
import type { Vault } from '@unefois/broker/ports/vault.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import { kinds } from '@unefois/domain/declarations/declaration.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import { type DeliveryId, isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { DeliveryDetail } from '@unefois/schemas/answers/delivery-detail.ts'
import { DeliveryList } from '@unefois/schemas/answers/delivery-list.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { ReplayRequest } from '@unefois/schemas/requests/replay-request.ts'
import { SetAsideRequest } from '@unefois/schemas/requests/set-aside-request.ts'
import { z } from 'zod'
import { deliveryFilter } from './delivery-filter.ts'
import { renderSummary } from './render-summary.ts'

export type OperationsParts = {
  readonly deliveries: Deliveries
  readonly vault: Pick<Vault, 'personOf'>
  readonly wakeUps: Pick<WakeUps, 'signal'>
  readonly accounts: Accounts
}

const asDeliveryId = (given: string): DeliveryId => {
  if (!isUuid(given)) throw new Refusal('not-found')
  return given as DeliveryId
}

const Id = z.object({ id: z.string() })
const problems = { '4xx': Problem, '5xx': Problem }
const tags = ['operations']
const security = [{ bearer: [] }]

const ListQuery = z.object({
  agency: z.string().max(40).optional(),
  state: z.enum(deliveryStates).optional(),
  reason: z.string().max(100).optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  kind: z.enum(kinds).optional(),
  declaration: z.uuid().optional(),
  reference: z.string().max(40).optional(),
  person: z.string().max(100).optional(),
  overdue: z.enum(['true']).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const instant = (date: Date | null): string | null => date?.toISOString() ?? null

const renderOutcome = (outcome: Detail['outcome']) =>
  outcome && {
    code: outcome.code,
    ...(outcome.reference !== null && { reference: outcome.reference }),
    ...(outcome.reason !== null && { reason: outcome.reason }),
  }

const renderDetail = ({ delivery, attempts }: NonNullable<Awaited<ReturnType<Deliveries['find']>>>) => ({
  ...renderSummary(delivery),
  sentAt: instant(delivery.sentAt),
  acknowledgedAt: instant(delivery.acknowledgedAt),
  overdue: delivery.overdue,
  outcome: renderOutcome(delivery.outcome),
  nextAttemptAt: instant(delivery.nextAttemptAt),
  attempts: attempts.map((attempt) => ({ ...attempt, startedAt: attempt.startedAt.toISOString() })),
})

/** What operators see of deliveries, and what they decide. */
export const deliveryRoutes = (app: HttpServer, parts: OperationsParts): void => {
  readRoutes(app, parts)
  decisionRoutes(app, parts)
}

const readRoutes = (app: HttpServer, { deliveries, vault, accounts }: OperationsParts): void => {
  const onRequest = requireRole(accounts, 'operator')
  app.get(
    '/v1/operations/deliveries',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'Every told delivery, newest first, held ones too',
        querystring: ListQuery,
        response: { 200: DeliveryList, ...problems },
      },
    },
    async (request) => {
      const { cursor, limit, ...query } = request.query
      const filter = deliveryFilter(query, vault)
      if (filter === null) return { items: [], next: null }
      const { items, next } = await deliveries.list(filter, {
        after: (cursor ?? null) as DeliveryId | null,
        limit,
      })
      return { items: items.map(renderSummary), next }
    },
  )
  app.get(
    '/v1/operations/deliveries/:id',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'One delivery, with its attempts',
        params: Id,
        response: { 200: DeliveryDetail, ...problems },
      },
    },
    async (request) => {
      const found = await deliveries.find(asDeliveryId(request.params.id))
      if (found === null) throw new Refusal('not-found')
      return renderDetail(found)
    },
  )
}

const decisionRoutes = (app: HttpServer, parts: OperationsParts): void => {
  const onRequest = requireRole(parts.accounts, 'operator')
  const replay = replayDelivery(parts)
  const setAside = setDeliveryAside(parts)
  const Done = z.object({ id: z.string() })
  app.post(
    '/v1/operations/deliveries/:id/replay',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'Send again',
        params: Id,
        body: ReplayRequest,
        response: { 202: Done, ...problems },
      },
    },
    async (request, reply) => {
      const id = asDeliveryId(request.params.id)
      const { reason, force = false } = request.body
      await replay(id, { by: accountOf(request), reason, force })
      return reply.code(202).send({ id })
    },
  )
  app.post(
    '/v1/operations/deliveries/:id/set-aside',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'A parked delivery that will not be sent',
        params: Id,
        body: SetAsideRequest,
        response: { 200: Done, ...problems },
      },
    },
    async (request) => {
      const id = asDeliveryId(request.params.id)
      await setAside(id, { by: accountOf(request), reason: request.body.reason })
      return { id }
    },
  )
}
