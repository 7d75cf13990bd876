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
  const ranks = new Map<FilingLine, number>(lines.map((line, i) => [line, i]))
  const violations: Violation[] = []
  const filings = [...Map.groupBy(lines, ({ key }) => key)].map(([key, ofKey]): Filing => {
    const acknowledged = ofKey.filter((line) => line.answer === 'acknowledged')
    const [first] = acknowledged
    if (first !== undefined && acknowledged.some((line) => !sameAnswer(line, first)))
      violations.push({ kind: 'changed-answer', what: `key ${key} was answered in two ways` })
    const { person = 0, move = 0 } = ofKey[0] ?? {}
    return {
      key,
      person,
      move,
      ended: endOf(ofKey),
      told: first?.told ?? [],
      rank: first === undefined ? null : (ranks.get(first) ?? null),
    }
  })
  return { filings, violations }
}
