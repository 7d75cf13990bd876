import { z } from 'zod'
import { publicContracts } from './src/public-contracts.ts'

/** File name → text of every generated JSON Schema (2020-12). Pure: `generate.ts` writes, a test compares. */
export const generatedFiles = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(publicContracts).map(([name, { schema, io }]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { io })
      const document = { $schema, $id: `urn:unefois:schemas:${name}:v1`, title: name, ...rest }
      return [`${name}.v1.json`, `${JSON.stringify(document, null, 2)}\n`]
    }),
  )
