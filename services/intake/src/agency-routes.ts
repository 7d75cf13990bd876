import { payloadJsonSchema } from '@unefois/agencies/payload-json-schema.ts'
import type { RegisteredAgency } from '@unefois/agencies/registered-agency.ts'
import { type Agency, isSilent } from '@unefois/domain/agency.ts'
import type { Bilingual, Language } from '@unefois/domain/bilingual.ts'
import { type Kind, kinds } from '@unefois/domain/declarations/declaration.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { HttpServer } from '@unefois/runtime/http-server.ts'
import { preferredLanguage } from '@unefois/runtime/preferred-language.ts'
import { AgencyList } from '@unefois/schemas/answers/agency-list.ts'
import { Reminder } from '@unefois/schemas/reminder.ts'
import { z } from 'zod'

const explained =
  (language: Language) =>
  ([code, text]: readonly [string, Bilingual]) => ({ code, text: text[language] })

const renderHearing = (agency: Agency, kind: Kind, language: Language) => {
  const entry = agency.hears[kind]
  if (isSilent(entry)) return { told: false as const, reason: explained(language)([entry.code, entry.text]) }
  return {
    told: true as const,
    attributes: [...entry.attributes],
    reasons: Object.entries(entry.reasons).map(explained(language)),
  }
}

const renderAgency = (agency: Agency, language: Language) => ({
  id: agency.id,
  name: agency.name[language],
  basis: agency.agreement.basis[language],
  purpose: agency.agreement.purpose[language],
  attributes: [...agency.agreement.attributes],
  hears: Object.fromEntries(kinds.map((kind) => [kind, renderHearing(agency, kind, language)])),
})

/** Who is told what, and on what basis; and the schemas that notices point to. Open to anybody. */
export const agencyRoutes = (
  app: HttpServer,
  agencies: readonly RegisteredAgency[],
  publicUrl: string,
): void => {
  app.get(
    '/v1/agencies',
    {
      schema: {
        tags: ['agencies'],
        summary: 'Agencies, what each is told, and on what basis',
        response: { 200: AgencyList },
      },
    },
    async (request) => {
      const language = preferredLanguage(request.headers['accept-language'])
      return { items: agencies.map((agency) => renderAgency(agency, language)), next: null }
    },
  )
  app.get(
    '/schemas/reminder.v1.json',
    {
      schema: {
        tags: ['agencies'],
        summary: 'JSON Schema of what reminds an agency of deliveries that it has not acknowledged in time',
      },
    },
    (_, reply) => {
      const schema = { $id: `${publicUrl}/schemas/reminder.v1.json`, ...z.toJSONSchema(Reminder) }
      return reply.type('application/schema+json').send(JSON.stringify(schema))
    },
  )
  app.get(
    '/schemas/:agency/:file',
    {
      schema: {
        tags: ['agencies'],
        summary: 'JSON Schema of what an agency receives, e.g. /schemas/saaq/address-change.v1.json',
        params: z.object({ agency: z.string(), file: z.string() }),
      },
    },
    async (request, reply) => {
      const agency = agencies.find(({ id }) => id === request.params.agency)
      const kind = kinds.find((candidate) => request.params.file === `${candidate}.v1.json`)
      const schema = agency && kind ? payloadJsonSchema(agency, kind, publicUrl) : null
      if (schema === null) throw new Refusal('not-found')
      return reply.type('application/schema+json').send(JSON.stringify(schema))
    },
  )
}
