import { acknowledgeDelivery } from '@unefois/broker/4-acknowledge-delivery.ts'
import type { AcknowledgementDependencies } from '@unefois/broker/acknowledge-many.ts'
import { deliveryStates } from '@unefois/domain/delivery.ts'
import { type DeliveryId, isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { AcknowledgementBody, parseAcknowledgement } from '@unefois/schemas/acknowledgement.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { z } from 'zod'

export type AcknowledgementParts = AcknowledgementDependencies & { readonly accounts: Accounts }

/** Where agencies say what became of what they received. */
export const acknowledgementRoutes = (app: HttpServer, parts: AcknowledgementParts): void => {
  const acknowledge = acknowledgeDelivery(parts)
  app.post(
    '/v1/deliveries/:id/acknowledgement',
    {
      onRequest: requireRole(parts.accounts, 'partner'),
      // Read by the contract that also reads the answers to notices.
      validatorCompiler: () => (value: unknown) => ({ value }),
      schema: {
        tags: ['deliveries'],
        security: [{ bearer: [] }],
        summary: "An agency's business answer to a delivery; saying it again is harmless",
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
      const { agency } = accountOf(request)
      const { id } = request.params
      if (agency === undefined || !isUuid(id)) throw new Refusal('not-found')
      if (request.body === undefined) throw new Refusal('not-json')
      const given = parseAcknowledgement(request.body)
      if (!given.ok) throw new Refusal('invalid', { flaws: given.flaws })
      return { id, state: await acknowledge(agency, id as DeliveryId, given.value) }
    },
  )
}
