import { readArrivals } from './arrivals.ts'
import { findDisorder } from './find-disorder.ts'
import { findDuplicateEffects } from './find-duplicate-effects.ts'
import { findLost } from './find-lost.ts'
import { findMisdelivered, findWrongPlans } from './find-misdelivered.ts'
import { findUnfinished } from './find-unfinished.ts'
import { findChangedBodies, findWrongContent } from './find-wrong-content.ts'
import { foldFilings } from './fold-filings.ts'
import type { Ledgers, Violation } from './ledgers.ts'

/**
 * Compares what the client was told with what each agency recorded and with who should have been told what. Pure;
 * an empty list means that every promise was kept, provided that everything had come to rest.
 */
export const checkLedgers = (ledgers: Ledgers): readonly Violation[] => {
  const { filings, violations } = foldFilings(ledgers.filings)
  const { expectation } = ledgers
  const arrivals = readArrivals(ledgers, filings)
  return [
    ...violations,
    ...findWrongPlans(filings, expectation),
    ...findLost(filings, arrivals, expectation),
    ...findMisdelivered(filings, arrivals, expectation),
    ...findWrongContent(arrivals, expectation),
    ...findChangedBodies(arrivals),
    ...findDuplicateEffects(arrivals),
    ...findDisorder(arrivals),
    ...findUnfinished(filings, arrivals, ledgers.listed),
  ]
}
