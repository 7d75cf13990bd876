import { isSilent } from '@unefois/domain/agency.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import { z } from 'zod'
import { payloadSchemaUrl } from './payload-schema-url.ts'
import type { RegisteredAgency } from './registered-agency.ts'

/** The JSON Schema (2020-12) of what an agency receives of a kind; null when it hears nothing of it. */
export const payloadJsonSchema = (
  agency: RegisteredAgency,
  kind: Kind,
  baseUrl: string,
): Readonly<Record<string, unknown>> | null => {
  const hearing = agency.hears[kind]
  if (isSilent(hearing)) return null
  const { $schema, ...rest } = z.toJSONSchema(hearing.payload)
  return {
    $schema,
    $id: payloadSchemaUrl(baseUrl, agency.id, kind),
    title: `${agency.name.fr} · ${kind}`,
    ...rest,
  }
}
