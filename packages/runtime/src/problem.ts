import type { Language } from '@unefois/domain/bilingual.ts'
import type { Flaw, Refusal, RefusalCode } from '@unefois/domain/refusal.ts'
import { problemCatalogue } from './problem-catalogue.ts'

/** RFC 9457, with our stable code and, for invalid input, every flaw. */
export type Problem = {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly code: RefusalCode
  readonly errors?: readonly (Flaw & { readonly detail: string })[]
}

/** The sentence for a flaw's code; the catalogue of flaws belongs to the public contracts. */
export type DescribeFlaw = (code: string, language: Language) => string

/** A body of 100,000 wrong fields must not come back a hundred times larger. */
const flawsShown = 100

type Occasion = {
  readonly language: Language
  readonly path: string
  readonly requestId: string
  readonly describeFlaw: DescribeFlaw
}

/** What a refusal says to whoever asked, in their language. */
export const problemOf = (
  { code, flaws }: Pick<Refusal, 'code' | 'flaws'>,
  { language, path, requestId, describeFlaw }: Occasion,
): Problem => {
  const { status, title, detail } = problemCatalogue[code]
  const errors = flaws.slice(0, flawsShown).map((flaw) => ({
    ...flaw,
    detail: describeFlaw(flaw.code, language),
  }))
  return {
    type: `/documentation/errors#${code}`,
    title: title[language],
    status,
    detail: detail[language],
    instance: `${path}#${requestId}`,
    code,
    ...(errors.length > 0 && { errors }),
  }
}
