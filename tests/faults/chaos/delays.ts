import type { Ledgers } from '../checker/ledgers.ts'

/** From the client's acknowledgement to the first arrival, milliseconds. */
export type Delay = {
  readonly agency: string
  readonly p50: number
  readonly p99: number
  /** Medians of the persons whom the down agency is told of as well, and of the others. */
  readonly alsoToldToDown: number
  readonly notToldToDown: number
}

const percentile = (values: readonly number[], part: number): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? 0)

/** How long each agency waited for what, for the report only: no clock is asserted. */
export const delaysOf = ({ filings, received }: Ledgers, down: string): readonly Delay[] => {
  const accepted = new Map<string, { readonly at: number; readonly also: boolean }>()
  for (const line of filings) {
    if (line.answer !== 'acknowledged') continue
    const also = line.told.some(({ agency }) => agency === down)
    for (const { delivery } of line.told)
      if (!accepted.has(delivery)) accepted.set(delivery, { at: Date.parse(line.at), also })
  }
  return [...received].flatMap(([agency, arrivals]) => {
    if (arrivals.length === 0) return []
    const waits = arrivals.flatMap(({ deliveryId, attempt, receivedAt }) => {
      const from = accepted.get(deliveryId)
      if (attempt > 1 || from === undefined) return []
      return [{ ms: Math.max(0, Date.parse(receivedAt) - from.at), also: from.also }]
    })
    const all = waits.map(({ ms }) => ms)
    const those = (also: boolean) => waits.filter((wait) => wait.also === also).map(({ ms }) => ms)
    return [
      {
        agency,
        p50: percentile(all, 0.5),
        p99: percentile(all, 0.99),
        alsoToldToDown: percentile(those(true), 0.5),
        notToldToDown: percentile(those(false), 0.5),
      },
    ]
  })
}
