import type { Filing } from './fold-filings.ts'
import type { Ledgers, Received } from './ledgers.ts'

/** Something received, and what it speaks of by its own content; null when that was never filed. */
export type Arrival = Received & { readonly agency: string; readonly filing: Filing | null }

export const moveKey = ({ person, move }: { readonly person: number; readonly move: number }): string =>
  `${person}/${move}`

/** All arrivals at all agencies, each agency's in its order. */
export const readArrivals = (
  { received, expectation }: Ledgers,
  filings: readonly Filing[],
): readonly Arrival[] => {
  const byMove = new Map(filings.map((filing) => [moveKey(filing), filing]))
  return [...received].flatMap(([agency, ofAgency]) =>
    ofAgency.map((one): Arrival => {
      const about = expectation.identify(one.data)
      return { ...one, agency, filing: about && (byMove.get(moveKey(about)) ?? null) }
    }),
  )
}

/** The first arrival of each delivery id at each agency, in order. */
export const firstArrivals = (arrivals: readonly Arrival[]): readonly Arrival[] => {
  const met = new Set<string>()
  return arrivals.filter(({ agency, deliveryId }) => {
    const id = `${agency}/${deliveryId}`
    if (met.has(id)) return false
    met.add(id)
    return true
  })
}

export const nameOf = ({ agency, deliveryId, filing }: Arrival): string =>
  `${agency}, delivery ${deliveryId}${filing === null ? '' : `, person ${filing.person} move ${filing.move}`}`
