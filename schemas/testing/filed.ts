import type { Declaration } from '@unefois/domain/declarations/declaration.ts'
import type { Flaw } from '@unefois/domain/refusal.ts'
import { parseFiling } from '../src/parse-filing.ts'
import { circumstances } from './circumstances-for-tests.ts'

type Filed =
  | { readonly ok: true; readonly declaration: Declaration }
  | { readonly ok: false; readonly flaws: readonly Flaw[] }

/** As filing takes it: what nobody has confirmed is refused like what is wrong. */
export const filed = (body: unknown): Filed => {
  const filing = parseFiling(body, circumstances)
  if (!filing.ok || filing.unconfirmed.length === 0) return filing
  return { ok: false, flaws: filing.unconfirmed }
}
