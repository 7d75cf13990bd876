import { type Arrival, nameOf } from './arrivals.ts'
import type { Filing } from './fold-filings.ts'
import type { Expectation, Violation } from './ledgers.ts'

const toldSet = (agencies: Iterable<string>): string => [...agencies].sort().join(' ')

/** The plan that the client was shown names exactly the agencies concerned, each once. */
export const findWrongPlans = (filings: readonly Filing[], expectation: Expectation): readonly Violation[] =>
  filings.flatMap(({ person, move, ended, told }) => {
    if (ended !== 'acknowledged') return []
    const planned = toldSet(told.map(({ agency }) => agency))
    const concerned = toldSet(expectation.concerned(person, move).keys())
    const what = `person ${person} move ${move}: planned for ${planned}, concerned are ${concerned}`
    return planned === concerned ? [] : [{ kind: 'wrong-plan', what }]
  })

const whyNotMeant = (
  { agency, deliveryId, filing }: Arrival,
  planned: ReadonlyMap<string, string>,
  expectation: Expectation,
): string | null => {
  if (filing === null) return 'speaks of nothing that was filed'
  if (filing.ended === 'refused') return 'speaks of what was refused'
  if (!expectation.concerned(filing.person, filing.move).has(agency)) return 'does not concern this agency'
  const place = `${agency}/${filing.key}`
  if (filing.ended === 'acknowledged' && planned.get(deliveryId) !== place)
    return 'is not the delivery that was planned for this agency and move'
  return null
}

/** Whatever an agency received concerns it, and came under the id that was planned for it. */
export const findMisdelivered = (
  filings: readonly Filing[],
  arrivals: readonly Arrival[],
  expectation: Expectation,
): readonly Violation[] => {
  const planned = new Map(
    filings.flatMap(({ key, told }) =>
      told.map(({ agency, delivery }): [string, string] => [delivery, `${agency}/${key}`]),
    ),
  )
  return arrivals.flatMap((arrival): readonly Violation[] => {
    const why = whyNotMeant(arrival, planned, expectation)
    return why === null ? [] : [{ kind: 'misdelivered', what: `${nameOf(arrival)}: ${why}` }]
  })
}
