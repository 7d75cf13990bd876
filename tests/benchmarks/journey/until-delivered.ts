import { setTimeout as pause } from 'node:timers/promises'
import type { Stage } from './stage.ts'

/** Longer than any agency's deadline and first retry: what is not there by then is lost. */
const longestWaitMs = 60_000

/** Resolves when the broker has recorded so many deliveries as final, or when waiting has become pointless. */
export const untilDelivered = async ({ records }: Stage, promised: number): Promise<void> => {
  const until = performance.now() + longestWaitMs
  while (performance.now() < until) {
    const { rows } = await records.query<{ count: bigint }>('select count(*) from delivery_outcomes')
    if (Number(rows[0]?.count ?? 0n) >= promised) return
    await pause(200)
  }
}
