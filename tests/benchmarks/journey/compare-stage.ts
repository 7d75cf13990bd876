import type { Filings } from '../programs/filer.ts'
import { type Comparison, compareLedgers, type LedgerLine } from './compare-ledgers.ts'
import { promisesOf } from './promises-of.ts'
import type { Stage } from './stage.ts'

/** What the client was promised, what the receiver has had since its last `takeArrivals`, what was recorded. */
export const compareStage = async (
  { receiver, records }: Pick<Stage, 'receiver' | 'records'>,
  filings: readonly Filings[],
): Promise<Comparison> => {
  const { agencies, deliveries } = await receiver.ask('takeArrivals')
  const { rows } = await records.query<LedgerLine>(
    `select d.agency, o.id as delivery from delivery_outcomes o join deliveries d using (id)
      where o.state = 'accepted'`,
  )
  return compareLedgers({
    promised: filings.flatMap(promisesOf),
    received: deliveries.map((delivery, i) => ({ agency: agencies[i] ?? '', delivery })),
    acknowledged: rows,
  })
}

/** Answers that were no 202, by status. */
export const refusedOf = (filings: readonly Filings[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const { refused } of filings)
    for (const [status, count] of Object.entries(refused)) sums[status] = (sums[status] ?? 0) + count
  return sums
}
