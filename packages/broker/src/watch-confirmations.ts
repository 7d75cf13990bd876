import { failureOf } from '@unefois/domain/failure-of.ts'
import type { Cases } from './ports/cases.ts'
import type { Journal } from './ports/journal.ts'
import { signalled } from './signalled.ts'

/** An answer is awaited for days; that it is missing may be known seconds later. */
const pollMs = 2_000
const batchSize = 100

/**
 * Whoever heard a declaration must confirm its correction or withdrawal. Who does not is an operator's work, until the
 * confirmation comes after all. Runs until `stop`; doing it in two programs is harmless.
 */
export const watchConfirmations = async (
  { cases, journal }: { readonly cases: Cases; readonly journal: Journal },
  stop: AbortSignal,
): Promise<void> => {
  while (!stop.aborted) {
    try {
      for (const one of await cases.unconfirmed(batchSize)) await cases.open(one)
      await cases.settleConfirmed()
    } catch (error) {
      journal.alarm('confirmations.failed', failureOf(error))
    }
    await signalled.pause(pollMs, stop)
  }
}
