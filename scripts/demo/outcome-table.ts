import type { FiledDeclaration } from './api.ts'

/** What an agency is told ends in one of these; the other states show only where something is unfinished. */
const usual = ['accepted', 'rejected', 'not-a-client']
const finalStates: readonly string[] = [...usual, 'withdrawn', 'set-aside']

const notTold = 'not told'

export const isDone = ({ plan }: FiledDeclaration): boolean =>
  plan.every(({ delivery }) => delivery === undefined || finalStates.includes(delivery.state))

const median = (numbers: readonly number[]): number | null => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted.length === 0 ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null)
}

const duration = (ms: number | null): string => {
  if (ms === null) return '–'
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

type Told = { readonly agency: string; readonly outcome: string; readonly tookMs: number | null }

const toldOf = (declarations: readonly FiledDeclaration[]): readonly Told[] =>
  declarations.flatMap(({ submittedAt, plan }) =>
    plan.map(({ agency, delivery }) => ({
      agency,
      outcome: delivery?.state ?? notTold,
      tookMs: delivery?.acknowledgedAt ? Date.parse(delivery.acknowledgedAt) - Date.parse(submittedAt) : null,
    })),
  )

const rowOf = (name: string, told: readonly Told[], outcomes: readonly string[]): readonly string[] => [
  name,
  ...outcomes.map((outcome) => String(told.filter((one) => one.outcome === outcome).length)),
  String(told.length),
  duration(median(told.flatMap(({ tookMs }) => (tookMs === null ? [] : [tookMs])))),
]

const aligned = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   '),
  )
}

/** Agency × outcome, one line each, with totals and the median time from accepted to acknowledged. Pure. */
export const outcomeTable = (
  agencies: readonly string[],
  declarations: readonly FiledDeclaration[],
): readonly string[] => {
  const told = toldOf(declarations)
  const met = new Set(told.map(({ outcome }) => outcome))
  const unusual = [...met].filter((outcome) => !usual.includes(outcome) && outcome !== notTold).sort()
  const outcomes = [...usual, ...unusual, notTold]
  const [head = '', ...rows] = aligned([
    ['agency', ...outcomes, 'total', 'median time'],
    ...agencies.map((agency) =>
      rowOf(
        agency,
        told.filter((one) => one.agency === agency),
        outcomes,
      ),
    ),
    rowOf('all', told, outcomes),
  ])
  const rule = '─'.repeat(head.length)
  return [head, rule, ...rows.slice(0, -1), rule, ...rows.slice(-1)]
}
