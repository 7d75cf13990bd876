import type { Subscriptions, SubscriptionTerms } from '@unefois/broker/ports/subscriptions.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Subscription } from '@unefois/domain/subscription.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { SubscriptionAnswer, SubscriptionList } from '@unefois/schemas/answers/subscription-answer.ts'
import { SubscriptionPatch, SubscriptionRequest } from '@unefois/schemas/requests/subscription-request.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { checkSubscription } from './check-subscription.ts'
import { found, knownId } from './endpoint-parts.ts'
import { partnerOf } from './partner-of.ts'
import { readBody } from './read-body.ts'
import { patchedTerms, termsOf } from './subscription-terms.ts'
import { withoutEmptyBody } from './without-empty-body.ts'

export type SubscriptionParts = {
  readonly subscriptions: Subscriptions
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
}

const path = '/v1/partner/subscriptions'
const tags = ['partner']
const security = [{ bearer: [] }]
const problems = { '4xx': Problem, '5xx': Problem }
const params = z.object({ id: z.string() })
const readByContract = { validatorCompiler: () => (value: unknown) => ({ value }) }
const mostSubscriptions = 100

const render = (one: Subscription): z.input<typeof SubscriptionAnswer> => ({
  id: one.id,
  kinds: [...one.kinds],
  purpose: one.purpose,
  attributes: one.attributes === null ? null : [...one.attributes],
  filter: {
    municipalities: one.filter.municipalities === null ? null : [...one.filter.municipalities],
    provinces: one.filter.provinces === null ? null : [...one.filter.provinces],
  },
  state: one.state,
  createdAt: one.createdAt.toISOString(),
})

/** What an agency must hear is the law's, not its own to choose. */
const partner = ({ agencies }: SubscriptionParts, request: FastifyRequest): Agency => {
  const agency = partnerOf(request, agencies)
  if (agency.standing !== 'partner') throw new Refusal('forbidden')
  return agency
}

const refuseFlaws = (agency: Agency, terms: SubscriptionTerms): void => {
  const flaws = checkSubscription(agency, terms)
  if (flaws.length > 0) throw new Refusal('invalid', { flaws })
}

/** What a partner wishes to hear, within its agreement. */
export const subscriptionRoutes = (app: HttpServer, parts: SubscriptionParts): void => {
  listRoute(app, parts)
  makeRoute(app, parts)
  changeRoutes(app, parts)
}

const listRoute = (app: HttpServer, parts: SubscriptionParts): void => {
  app.get(
    path,
    {
      onRequest: requireRole(parts.accounts, 'partner'),
      schema: {
        tags,
        security,
        summary: 'What the partner wishes to hear; until it has made one, all that its agreement says',
        response: { 200: SubscriptionList, ...problems },
      },
    },
    async (request) => {
      const items = await parts.subscriptions.ofAgency(partner(parts, request).id)
      return { items: items.map(render), next: null }
    },
  )
}

const makeRoute = (app: HttpServer, parts: SubscriptionParts): void => {
  const { subscriptions, accounts } = parts
  app.post(
    path,
    {
      ...readByContract,
      onRequest: requireRole(accounts, 'partner'),
      schema: {
        tags,
        security,
        summary: 'Subscribe; from then on the partner hears what it subscribed to and nothing else',
        body: SubscriptionRequest,
        response: { 201: SubscriptionAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const agency = partner(parts, request)
      const terms = termsOf(readBody(SubscriptionRequest, request.body))
      refuseFlaws(agency, terms)
      if ((await subscriptions.ofAgency(agency.id)).length >= mostSubscriptions)
        throw new Refusal('invalid', { flaws: [{ pointer: '', code: 'subscriptions-too-many' }] })
      const made = await subscriptions.make(agency.id, terms, accountOf(request))
      return reply.code(201).header('location', `${path}/${made.id}`).send(render(made))
    },
  )
}

const changeRoutes = (app: HttpServer, parts: SubscriptionParts): void => {
  const { subscriptions, accounts } = parts
  const onRequest = requireRole(accounts, 'partner')
  app.patch(
    `${path}/:id`,
    {
      ...readByContract,
      onRequest,
      schema: {
        tags,
        security,
        summary: 'Change, pause or resume a subscription',
        params,
        body: SubscriptionPatch,
        response: { 200: SubscriptionAnswer, ...problems },
      },
    },
    async (request) => {
      const agency = partner(parts, request)
      const named = { agency: agency.id, id: knownId(request.params.id) }
      const patch = readBody(SubscriptionPatch, request.body)
      const terms = patchedTerms(found(await subscriptions.find(named)), patch)
      refuseFlaws(agency, terms)
      return render(found(await subscriptions.change(named, terms, accountOf(request))))
    },
  )
  app.delete(
    `${path}/:id`,
    {
      onRequest: [onRequest, withoutEmptyBody],
      schema: {
        tags,
        security,
        summary: 'End a subscription; whoever has ended its last one hears nothing',
        params,
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const named = { agency: partner(parts, request).id, id: knownId(request.params.id) }
      if (!(await subscriptions.remove(named, accountOf(request)))) throw new Refusal('not-found')
      return reply.code(204).send(null)
    },
  )
}
