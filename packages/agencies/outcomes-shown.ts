import { join } from 'node:path'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import { goldenExamples } from './golden-examples.ts'

/** The outcomes that an agency's golden examples of a kind show, `accepted` first. */
export const outcomesShown = (agency: string, kind: Kind): readonly string[] => {
  const examples = goldenExamples(join(import.meta.dirname, agency), kind)
  const shown = new Set(examples.flatMap(([, { acknowledgement }]) => acknowledgement?.outcome ?? []))
  return [...shown].sort()
}
