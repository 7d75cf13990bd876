import { trackDeclaration } from '@unefois/broker/6-track-declaration.ts'
import { giveConsent } from '@unefois/broker/give-consent.ts'
import { type ActDependencies, moveAct } from '@unefois/broker/move-act.ts'
import type { Ids } from '@unefois/broker/ports/clock.ts'
import type { Deliveries } from '@unefois/broker/ports/deliveries.ts'
import { withdrawDeclaration } from '@unefois/broker/withdraw-declaration.ts'
import { effectiveDay, viewsOf } from '@unefois/domain/declarations/declaration.ts'
import { type DeclarationId, isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { quebecDayOf } from '@unefois/quebec/quebec-time.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { DeclarationAnswer } from '@unefois/schemas/answers/declaration-answer.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { newFindings } from '@unefois/schemas/filing/findings.ts'
import { readConsent } from '@unefois/schemas/filing/read-consent.ts'
import { parsed } from '@unefois/schemas/parsed.ts'
import { ActChange, readActChange } from '@unefois/schemas/requests/act-change.ts'
import { ConsentAnswer } from '@unefois/schemas/requests/consent-answer.ts'
import { Withdrawal } from '@unefois/schemas/requests/withdrawal.ts'
import { z } from 'zod'
import { renderDeclaration } from './render-declaration.ts'
import type { RenderingOf } from './render-plan.ts'

export type ChangeParts = ActDependencies & {
  readonly ids: Ids
  readonly accounts: Accounts
  readonly deliveries: Deliveries
  readonly clock: { now(): Date }
}

const tags = ['declarations']
const security = [{ bearer: [] }]
const readByContract = { validatorCompiler: () => (value: unknown) => ({ value }) }
const Params = z.object({ id: z.string() })
const response = { 202: DeclarationAnswer, '4xx': Problem, '5xx': Problem }

const asId = (given: string): DeclarationId => {
  if (!isUuid(given)) throw new Refusal('not-found')
  return given as DeclarationId
}

const read = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  if (body === undefined) throw new Refusal('not-json')
  const given = parsed(schema, body)
  if (!given.ok) throw new Refusal('invalid', { flaws: given.flaws })
  return given.value
}

/** What people decide after the filing: the act of a birth or death, an adult's consent, a withdrawal. */
export const changeRoutes = (app: HttpServer, parts: ChangeParts, rendering: RenderingOf): void => {
  actRoute(app, parts, rendering)
  consentRoute(app, parts, rendering)
  withdrawalRoute(app, parts, rendering)
}

const actRoute = (app: HttpServer, parts: ChangeParts, rendering: RenderingOf): void => {
  const move = moveAct(parts)
  const track = trackDeclaration(parts)
  app.post(
    '/v1/declarations/:id/act',
    {
      ...readByContract,
      onRequest: requireRole(parts.accounts, 'clerk'),
      schema: {
        tags,
        security,
        summary: 'Where the act of a birth or death stands now',
        params: Params,
        body: ActChange,
        response,
      },
    },
    async (request, reply) => {
      const account = accountOf(request)
      const id = asId(request.params.id)
      const { declaration } = await track(account, { id })
      const [view] = viewsOf(declaration)
      if (view === undefined || view.kind === 'address-change') throw new Refusal('no-act')
      const days = { since: effectiveDay(view), today: quebecDayOf(parts.clock.now()) }
      const change = readActChange(read(ActChange, request.body), days)
      if (!change.ok) throw new Refusal('invalid', { flaws: change.flaws })
      await move(account, id, change.value)
      return reply.code(202).send(renderDeclaration(rendering(request), await track(account, { id })))
    },
  )
}

const consentRoute = (app: HttpServer, parts: ChangeParts, rendering: RenderingOf): void => {
  const give = giveConsent(parts)
  const trackAs = trackDeclaration(parts)
  app.post(
    '/v1/declarations/:id/consents',
    {
      ...readByContract,
      // The person themself signs in once there is sign-in; until then an agent records what they said.
      onRequest: requireRole(parts.accounts, 'agent'),
      schema: {
        tags,
        security,
        summary: 'An adult who moves along agrees, or does not',
        params: Params,
        body: ConsentAnswer,
        response,
      },
    },
    async (request, reply) => {
      const id = asId(request.params.id)
      const { person, ...filed } = read(ConsentAnswer, request.body)
      const findings = newFindings()
      const consent = readConsent(filed, '', quebecDayOf(parts.clock.now()), findings)
      if (findings.flaws.length > 0) throw new Refusal('invalid', { flaws: findings.flaws })
      await give(accountOf(request), id, { ...consent, person })
      const tracked = await trackAs({ ...accountOf(request), role: 'operator' }, { id })
      return reply.code(202).send(renderDeclaration(rendering(request), tracked))
    },
  )
}

const withdrawalRoute = (app: HttpServer, parts: ChangeParts, rendering: RenderingOf): void => {
  const withdraw = withdrawDeclaration(parts)
  const track = trackDeclaration(parts)
  app.post(
    '/v1/declarations/:id/withdrawal',
    {
      ...readByContract,
      onRequest: requireRole(parts.accounts, 'citizen', 'clerk', 'agent'),
      schema: {
        tags,
        security,
        summary: 'The end of a declaration: what has not left stops, whoever heard is told',
        params: Params,
        body: Withdrawal,
        response,
      },
    },
    async (request, reply) => {
      const account = accountOf(request)
      const id = asId(request.params.id)
      await withdraw(account, id, read(Withdrawal, request.body).reason)
      return reply.code(202).send(renderDeclaration(rendering(request), await track(account, { id })))
    },
  )
}
