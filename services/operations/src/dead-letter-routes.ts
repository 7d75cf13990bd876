import { putDeadLetterBack, setDeadLetterAside } from '@unefois/broker/decide-dead-letter.ts'
import { type DeadLetter, type DeadLetters, deadLetterStates } from '@unefois/broker/ports/dead-letters.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { Account } from '@unefois/domain/account.ts'
import { agencyId, isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { DeadLetterAnswer, DeadLetterList } from '@unefois/schemas/answers/dead-letter-list.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { DeadLetterDecision } from '@unefois/schemas/requests/dead-letter-decision.ts'
import { z } from 'zod'
import { readBody } from './read-body.ts'

export type DeadLetterParts = {
  readonly deadLetters: DeadLetters
  readonly wakeUps: Pick<WakeUps, 'signal'>
  readonly accounts: Accounts
}

const Query = z.object({
  agency: z.string().max(40).optional(),
  cause: z.string().max(40).optional(),
  state: z.enum(deadLetterStates).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const renderLetter = ({ offset, recordedAt, ...letter }: DeadLetter): z.input<typeof DeadLetterAnswer> => ({
  ...letter,
  offset: Number(offset),
  recordedAt: recordedAt.toISOString(),
})

const schema = { tags: ['operations'], security: [{ bearer: [] }] }
const problems = { '4xx': Problem, '5xx': Problem }

/** What consumers could not read, and what operators decide of it. */
export const deadLetterRoutes = (app: HttpServer, parts: DeadLetterParts): void => {
  const onRequest = requireRole(parts.accounts, 'operator')
  app.get(
    '/v1/operations/dead-letters',
    {
      onRequest,
      schema: {
        ...schema,
        summary: 'Records that a consumer could not read, newest first',
        querystring: Query,
        response: { 200: DeadLetterList, ...problems },
      },
    },
    async (request) => {
      const { agency, cause, state, cursor, limit } = request.query
      const { items, next } = await parts.deadLetters.list(
        {
          ...(agency !== undefined && { agency: agencyId(agency) }),
          ...(cause !== undefined && { cause }),
          ...(state !== undefined && { state }),
        },
        { after: cursor ?? null, limit },
      )
      return { items: items.map(renderLetter), next }
    },
  )
  decisionRoutes(app, parts)
}

const decisionRoutes = (app: HttpServer, parts: DeadLetterParts): void => {
  const putBack = putDeadLetterBack(parts)
  const setAside = setDeadLetterAside(parts)
  const options = {
    validatorCompiler: () => (value: unknown) => ({ value }),
    onRequest: requireRole(parts.accounts, 'operator'),
  }
  const asked = { ...schema, params: z.object({ id: z.string() }), body: DeadLetterDecision }
  const decided = async (
    decide: typeof putBack,
    { params: { id }, body, account }: { params: { id: string }; body: unknown; account: Account },
  ) => {
    if (!isUuid(id)) throw new Refusal('not-found')
    const { reason } = readBody(DeadLetterDecision, body)
    return renderLetter(await decide(id, { by: account, reason }))
  }

  app.post(
    '/v1/operations/dead-letters/:id/put-back',
    {
      ...options,
      schema: {
        ...asked,
        summary: 'Let its consumers read it again',
        response: { 202: DeadLetterAnswer, ...problems },
      },
    },
    async (request, reply) => {
      const { params, body } = request
      return reply.code(202).send(await decided(putBack, { params, body, account: accountOf(request) }))
    },
  )
  app.post(
    '/v1/operations/dead-letters/:id/set-aside',
    {
      ...options,
      schema: { ...asked, summary: 'Leave it unread', response: { 200: DeadLetterAnswer, ...problems } },
    },
    async (request) => {
      const { params, body } = request
      return decided(setAside, { params, body, account: accountOf(request) })
    },
  )
}
