import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { requireRole } from '@unefois/runtime/require-role.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { z } from 'zod'

export type EndpointParts = { readonly accounts: Accounts }

/** Where an agency receives, as it says itself. */
export const endpointRoutes = (app: HttpServer, { accounts }: EndpointParts): void => {
  app.get(
    '/v1/partner/endpoints',
    {
      onRequest: requireRole(accounts, 'partner'),
      schema: {
        tags: ['partner'],
        security: [{ bearer: [] }],
        summary: 'Where the agency receives',
        response: {
          200: z.object({ items: z.array(z.never()), next: z.null() }),
          '4xx': Problem,
          '5xx': Problem,
        },
      },
    },
    () => ({ items: [], next: null }),
  )
}
