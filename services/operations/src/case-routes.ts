import type { Case, CaseCode, Cases } from '@unefois/broker/ports/cases.ts'
import type { Language } from '@unefois/domain/bilingual.ts'
import { isUuid } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Accounts } from '@unefois/runtime/accounts.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { preferredLanguage } from '@unefois/runtime/preferred-language.ts'
import { accountOf, requireRole } from '@unefois/runtime/require-role.ts'
import { CaseAnswer, CaseList } from '@unefois/schemas/answers/case-list.ts'
import { Problem } from '@unefois/schemas/answers/problem.ts'
import { ResolveCase } from '@unefois/schemas/requests/resolve-case.ts'
import { z } from 'zod'
import { caseTexts } from './case-texts.ts'
import { readBody } from './read-body.ts'

export type CaseParts = { readonly cases: Cases; readonly accounts: Accounts }

/** What may be decided of each; closing it as it stands is always possible. */
const decisions: Readonly<Record<CaseCode, readonly string[]>> = {
  'act-refused': [],
  'endpoint-paused': [],
  'identity-conflict': ['same-person', 'another-person'],
  'withdrawal-unconfirmed': ['confirmed'],
}

const renderCase = (one: Case, language: Language): z.input<typeof CaseAnswer> => ({
  id: one.id,
  about: one.code,
  text: caseTexts[one.code][language],
  state: one.resolvedAt === null ? 'open' : 'resolved',
  declaration: one.declaration,
  reference: one.reference,
  agency: one.agency,
  delivery: one.delivery,
  endpoint: one.endpoint,
  openedAt: one.openedAt.toISOString(),
  resolvedAt: one.resolvedAt?.toISOString() ?? null,
  decision: one.decision,
  reason: one.reason,
})

const tags = ['operations']
const security = [{ bearer: [] }]
const problems = { '4xx': Problem, '5xx': Problem }

const ListQuery = z.object({
  state: z.enum(['open', 'resolved']).default('open'),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** What no rule may decide. Clerks see what their office filed, operators everything. */
export const caseRoutes = (app: HttpServer, { cases, accounts }: CaseParts): void => {
  const onRequest = requireRole(accounts, 'operator', 'clerk')
  app.get(
    '/v1/operations/cases',
    {
      onRequest,
      schema: {
        tags,
        security,
        summary: 'What a person must decide, oldest first',
        querystring: ListQuery,
        response: { 200: CaseList, ...problems },
      },
    },
    async (request) => {
      const { state, cursor, limit } = request.query
      const page = { resolved: state === 'resolved', after: cursor ?? null, limit }
      const { items, next } = await cases.list(accountOf(request), page)
      const language = preferredLanguage(request.headers['accept-language'])
      return { items: items.map((one) => renderCase(one, language)), next }
    },
  )
  app.post(
    '/v1/operations/cases/:id/resolve',
    {
      validatorCompiler: () => (value: unknown) => ({ value }),
      onRequest,
      schema: {
        tags,
        security,
        summary: 'What was made of a case',
        params: z.object({ id: z.string() }),
        body: ResolveCase,
        response: { 200: CaseAnswer, ...problems },
      },
    },
    async (request) => {
      const account = accountOf(request)
      const { id } = request.params
      const found = isUuid(id) ? await cases.find(account, id) : null
      if (found === null) throw new Refusal('not-found')
      const { decision = null, reason } = readBody(ResolveCase, request.body)
      if (decision !== null && !decisions[found.code].includes(decision))
        throw new Refusal('invalid', { flaws: [{ pointer: '/decision', code: 'not-a-choice' }] })
      if (!(await cases.resolve(id, account, { decision, reason }))) throw new Refusal('case-resolved')
      const resolved = (await cases.find(account, id)) ?? found
      return renderCase(resolved, preferredLanguage(request.headers['accept-language']))
    },
  )
}
