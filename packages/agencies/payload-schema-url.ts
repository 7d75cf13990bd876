import type { Kind } from '@unefois/domain/declarations/declaration.ts'

/** Where the schema of an agency's payload is fetched; `baseUrl` without a slash at its end. */
export const payloadSchemaUrl = (baseUrl: string, agency: string, kind: Kind): string =>
  `${baseUrl}/schemas/${agency}/${kind}.v1.json`
