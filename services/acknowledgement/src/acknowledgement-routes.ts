import { acknowledgeDelivery } from '@unefois/broker/4-acknowledge-delivery.ts'
import type { AcknowledgementDependencies } from '@unefois/broker/acknowledge-many.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import { type AgencyId, type DeliveryId, isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { requireRole } from '@unefois/runtime/require-role.ts'
import { AcknowledgementBody, parseAcknowledgement } from '@unefois/schemas/acknowledgement.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { keepRawBody } from './keep-raw-body.ts'
import { type SignedParts, verifySigned } from './verify-signed.ts'

export type AcknowledgementParts = AcknowledgementDependencies & SignedParts & { readonly accounts: Accounts }

/** With a token as everywhere; without one a signature will do, which is verified once the body is there. */
const requireAgency = (accounts: Accounts) => {
  const byToken = requireRole(accounts, 'partner')
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { authorization, 'webhook-signature': signature } = request.headers
    if (authorization !== undefined || signature === undefined) await byToken(request, reply)
  }
}

/** Where agencies say what became of what they received. */
export const acknowledgementRoutes = (app: HttpServer, parts: AcknowledgementParts): void => {
  const acknowledge = acknowledgeDelivery(parts)
  const signer = verifySigned(parts)
  const agencyOf = async (request: FastifyRequest, id: DeliveryId | null): Promise<AgencyId> => {
    const { account, headers, rawBody } = request
    if (account === null) return signer(id, { headers, body: rawBody ?? Buffer.alloc(0) })
    if (account.agency === undefined) throw new Refusal('not-found')
    return account.agency
  }
  app.post(
    '/v1/deliveries/:id/acknowledgement',
    {
      onRequest: requireAgency(parts.accounts),
      preParsing: keepRawBody,
      // Read by the contract that also reads the answers to notices.
      validatorCompiler: () => (value: unknown) => ({ value }),
      schema: {
        tags: ['deliveries'],
        security: [{ bearer: [] }],
        summary:
          "An agency's business answer to a delivery, by its token or signed like a webhook (v1); saying it again is harmless",
        params: z.object({ id: z.string() }),
        body: AcknowledgementBody,
        response: {
          200: z.object({ id: z.string(), state: z.enum(deliveryStates) }),
          '4xx': Problem,
          '5xx': Problem,
        },
      },
    },
    async (request) => {
      const { id } = request.params
      const delivery = isUuid(id) ? (id as DeliveryId) : null
      const agency = await agencyOf(request, delivery)
      if (delivery === null) throw new Refusal('not-found')
      if (request.body === undefined) throw new Refusal('not-json')
      const given = parseAcknowledgement(request.body)
      if (!given.ok) throw new Refusal('invalid', { flaws: given.flaws })
      return { id, state: await acknowledge(agency, delivery, given.value) }
    },
  )
}
