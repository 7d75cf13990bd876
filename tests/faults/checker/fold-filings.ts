import type { FilingLine, ToldDelivery, Violation } from './ledgers.ts'

/** One Idempotency-Key, over all its tries. */
export type Filing = {
  readonly key: string
  readonly person: number
  readonly move: number
  readonly ended: 'acknowledged' | 'refused' | 'indeterminate'
  readonly told: readonly ToldDelivery[]
  /** Rank of its first acknowledgement among all; null without one. */
  readonly rank: number | null
}

const sameAnswer = (a: FilingLine, b: FilingLine): boolean =>
  a.answer === 'acknowledged' &&
  b.answer === 'acknowledged' &&
  a.declaration === b.declaration &&
  JSON.stringify(a.told) === JSON.stringify(b.told)

const endOf = (lines: readonly FilingLine[]): Filing['ended'] => {
  if (lines.some(({ answer }) => answer === 'acknowledged')) return 'acknowledged'
  return lines.every(({ answer }) => answer === 'refused') ? 'refused' : 'indeterminate'
}

/** What became of each key, and the keys whose answer changed. */
export const foldFilings = (
  lines: readonly FilingLine[],
): { readonly filings: readonly Filing[]; readonly violations: readonly Violation[] } => {
  const violations: Violation[] = []
  const ranked = lines.map((line, rank) => ({ line, rank }))
  const filings = [...Map.groupBy(ranked, ({ line }) => line.key)].map(([key, ofKey]): Filing => {
    const answers = ofKey.map(({ line }) => line)
    const first = ofKey.find(({ line }) => line.answer === 'acknowledged')
    const changed = answers.some(
      (line) => first && line.answer === 'acknowledged' && !sameAnswer(line, first.line),
    )
    if (changed) violations.push({ kind: 'changed-answer', what: `key ${key} was answered in two ways` })
    const { person = 0, move = 0 } = answers[0] ?? {}
    const told = first?.line.answer === 'acknowledged' ? first.line.told : []
    return { key, person, move, ended: endOf(answers), told, rank: first?.rank ?? null }
  })
  return { filings, violations }
}
