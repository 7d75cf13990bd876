import { type Arrival, moveKey } from './arrivals.ts'
import type { Filing } from './fold-filings.ts'
import type { Expectation, Violation } from './ledgers.ts'

/**
 * Every acknowledged move at every agency concerned, under the id of its plan. One that the client never heard of
 * again may be stored or not; once anybody has received it, it is stored, and everybody concerned must have.
 */
export const findLost = (
  filings: readonly Filing[],
  arrivals: readonly Arrival[],
  expectation: Expectation,
): readonly Violation[] => {
  const ids = new Set(arrivals.map(({ agency, deliveryId }) => `${agency}/${deliveryId}`))
  const moves = new Set(
    arrivals.flatMap(({ agency, filing }) => (filing ? [`${agency}/${moveKey(filing)}`] : [])),
  )
  const somewhere = new Set(arrivals.flatMap(({ filing }) => (filing ? [filing.key] : [])))

  return filings.flatMap((filing) => {
    const { person, move, ended, told } = filing
    if (ended === 'refused' || (ended === 'indeterminate' && !somewhere.has(filing.key))) return []
    const concerned = [...expectation.concerned(person, move).keys()]
    const unheard = concerned.filter((agency) => !moves.has(`${agency}/${moveKey(filing)}`))
    const unsent = told.filter(({ agency, delivery }) => !ids.has(`${agency}/${delivery}`))
    const agencies = new Set([...unheard, ...unsent.map(({ agency }) => agency)])
    return [...agencies].map(
      (agency): Violation => ({
        kind: 'lost',
        what: `${agency} has not received person ${person} move ${move} (${ended})`,
      }),
    )
  })
}
