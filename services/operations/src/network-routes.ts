import type { AgencyNetworks } from '@unefois/broker/ports/endpoint-register.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { Networks } from '@unefois/schemas/requests/networks.ts'
import { z } from 'zod'
import { readBody } from './read-body.ts'

export type NetworkParts = {
  readonly networks: AgencyNetworks
  readonly agencies: readonly Agency[]
  readonly accounts: Accounts
}

const NetworkList = z.object({ networks: z.array(z.string()) })

/** Networks that are not public and in which one agency's endpoints may lie all the same. */
export const networkRoutes = (app: HttpServer, { networks, agencies, accounts }: NetworkParts): void => {
  const onRequest = requireRole(accounts, 'operator')
  const schema = {
    tags: ['operations'],
    security: [{ bearer: [] }],
    params: z.object({ agency: z.string() }),
    response: { 200: NetworkList, '4xx': Problem, '5xx': Problem },
  }
  const known = (asked: string): AgencyId => {
    const agency = agencies.find(({ id }) => id === asked)
    if (agency === undefined) throw new Refusal('not-found')
    return agency.id
  }

  app.get(
    '/v1/operations/agencies/:agency/networks',
    { onRequest, schema: { ...schema, summary: 'Private networks in which an agency’s endpoints may lie' } },
    async (request) => ({ networks: [...(await networks.of(known(request.params.agency)))] }),
  )
  app.put(
    '/v1/operations/agencies/:agency/networks',
    {
      validatorCompiler: () => (value: unknown) => ({ value }),
      onRequest,
      schema: { ...schema, body: Networks, summary: 'Replace the private networks of an agency’s endpoints' },
    },
    async (request) => {
      const agency = known(request.params.agency)
      const asked = readBody(Networks, request.body)
      await networks.replace(agency, asked.networks, { reason: asked.reason, by: accountOf(request) })
      return { networks: asked.networks }
    },
  )
}
