import type { EndpointRegister } from '@unefois/broker/ports/endpoint-register.ts'
import type { Subscriptions } from '@unefois/broker/ports/subscriptions.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { requireRole } from '@unefois/runtime/require-role.ts'
import { PartnerList } from '@unefois/schemas/answers/partner-list.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'

export type PartnerListParts = {
  readonly register: Pick<EndpointRegister, 'overview'>
  readonly subscriptions: Pick<Subscriptions, 'current'>
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
}

/** Every agency with where it receives and what it wishes to hear. */
export const partnerListRoutes = (app: HttpServer, parts: PartnerListParts): void => {
  const { register, subscriptions, agencies, accounts } = parts
  app.get(
    '/v1/operations/partners',
    {
      onRequest: requireRole(accounts, 'operator'),
      schema: {
        tags: ['operations'],
        security: [{ bearer: [] }],
        summary: 'Agencies and partners, where each receives and what it wishes to hear',
        response: { 200: PartnerList, '4xx': Problem, '5xx': Problem },
      },
    },
    async () => {
      const endpoints = Map.groupBy(await register.overview(), ({ agency }) => agency)
      const wishes = await subscriptions.current()
      const items = agencies.map(({ id, name, standing }) => ({
        agency: id,
        name,
        standing,
        endpoints: (endpoints.get(id) ?? []).map((endpoint) => ({
          id: endpoint.id,
          url: endpoint.url,
          state: endpoint.state,
          pausedBecause: endpoint.pausedBecause,
          createdAt: endpoint.createdAt.toISOString(),
        })),
        subscriptions: (wishes.get(id) ?? []).map((one) => ({
          id: one.id,
          kinds: [...one.kinds],
          state: one.state,
        })),
      }))
      return { items, next: null }
    },
  )
}
