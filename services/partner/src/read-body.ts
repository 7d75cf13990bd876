import { Refusal } from '@unefois/domain/refusal.ts'
import { parsed } from '@unefois/schemas/parsed.ts'
import type { z } from 'zod'

/** A body read by its contract, which gives every flaw its pointer and its code. */
export const readBody = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  if (body === undefined) throw new Refusal('not-json')
  const given = parsed(schema, body)
  if (!given.ok) throw new Refusal('invalid', { flaws: given.flaws })
  return given.value
}
