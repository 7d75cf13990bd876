/** As much of a notice as an agency needs to know what it holds. */
export type Heard = {
  readonly id: string
  readonly type: string
  readonly sequence: string
  readonly replaces?: string
}

/** Where a delivery stands in its chain: a declaration, its correction, the correction of that, … */
export type Place = { readonly chain: number; readonly index: number }

const turnOf = (type: string): string => type.split('.')[2] ?? ''
const isDeath = (type: string): boolean => type.startsWith('unefois.death.')

/**
 * An agency that remembers ids and does what notices say: a plain one adds, a correction puts itself in the place of
 * what it replaces, a withdrawal removes it. Throws at the first arrival that breaks an order.
 */
export const agencyLedger = (placeOf: (delivery: string) => Place | undefined) => {
  const holds = new Set<string>()
  const arrivals: Heard[] = []

  const placed = ({ id, replaces }: Heard): Place => {
    const own = placeOf(id)
    if (own !== undefined) return own
    const followed = replaces === undefined ? undefined : placeOf(replaces)
    if (followed === undefined) throw new Error(`nobody knows what ${id} belongs to`)
    return { chain: followed.chain, index: followed.index + 0.5 }
  }

  const keepsOrder = (heard: Heard): void => {
    const { chain, index } = placed(heard)
    for (const earlier of arrivals) {
      const before = placed(earlier)
      if (before.chain === chain && before.index > index)
        throw new Error(`superseded ${heard.id} left after its successor ${earlier.id}`)
      // Only a death may overtake, and only what is none.
      const overtaken = isDeath(earlier.type) && !isDeath(heard.type)
      if (BigInt(earlier.sequence) === BigInt(heard.sequence)) throw new Error('one sequence, two notices')
      if (BigInt(earlier.sequence) > BigInt(heard.sequence) && !overtaken)
        throw new Error(`${heard.type} ${heard.sequence} after ${earlier.type} ${earlier.sequence}`)
    }
  }

  return {
    hear: (heard: Heard): void => {
      if (arrivals.some(({ id }) => id === heard.id)) return
      keepsOrder(heard)
      arrivals.push(heard)
      const { replaces } = heard
      if (replaces !== undefined) {
        if (!arrivals.some(({ id }) => id === replaces))
          throw new Error(`${heard.type} replaces what was never heard`)
        holds.delete(replaces)
      }
      if (turnOf(heard.type) !== 'withdrawn') holds.add(heard.id)
    },
    holds: (): ReadonlySet<string> => holds,
    arrivals: (): readonly Heard[] => arrivals,
  }
}

export type AgencyLedger = ReturnType<typeof agencyLedger>
