import { setTimeout as pause } from 'node:timers/promises'
import type { Stage } from './stage.ts'

/** Longer than any agency's deadline and first retry: when nothing has come for so long, nothing will. */
const longestSilenceMs = 60_000

/** Resolves when the broker has recorded so many deliveries as final, or when waiting has become pointless. */
export const untilDelivered = async (
  { records }: Pick<Stage, 'records'>,
  promised: number,
): Promise<void> => {
  let known = 0
  for (let until = performance.now() + longestSilenceMs; performance.now() < until; await pause(200)) {
    const { rows } = await records.query<{ count: bigint }>('select count(*) from delivery_outcomes')
    const final = Number(rows[0]?.count ?? 0n)
    if (final >= promised) return
    if (final > known) until = performance.now() + longestSilenceMs
    known = final
  }
}
