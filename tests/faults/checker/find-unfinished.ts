import { type Arrival, firstArrivals, nameOf } from './arrivals.ts'
import type { Filing } from './fold-filings.ts'
import type { Listed, Violation } from './ledgers.ts'

/** Operators are shown everything: what was promised as accepted, and nothing arrived that they cannot see. */
export const findUnfinished = (
  filings: readonly Filing[],
  arrivals: readonly Arrival[],
  listed: readonly Listed[],
): readonly Violation[] => {
  const states = new Map(listed.map(({ id, agency, state }) => [`${agency}/${id}`, state]))
  const promised = filings.flatMap(({ told, person, move }) =>
    told.map(({ agency, delivery }) => ({ agency, delivery, person, move })),
  )
  return [
    ...promised.flatMap(({ agency, delivery, person, move }): readonly Violation[] => {
      const state = states.get(`${agency}/${delivery}`) ?? 'not listed'
      const what = `${agency}, delivery ${delivery}, person ${person} move ${move}: ${state}`
      return state === 'accepted' ? [] : [{ kind: 'unfinished', what }]
    }),
    ...firstArrivals(arrivals)
      .filter(({ agency, deliveryId }) => !states.has(`${agency}/${deliveryId}`))
      .map((arrival): Violation => ({ kind: 'unfinished', what: `${nameOf(arrival)}: not listed` })),
  ]
}
