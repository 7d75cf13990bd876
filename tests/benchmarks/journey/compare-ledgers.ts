/** A delivery as one of the ledgers names it. */
export type LedgerLine = { readonly agency: string; readonly delivery: string }

export type Ledgers = {
  /** What the plans promised: from the client's own record of the answers. */
  readonly promised: readonly LedgerLine[]
  /** What arrived: the receiver's. */
  readonly received: readonly LedgerLine[]
  /** What the broker recorded as acknowledged with `accepted`. */
  readonly acknowledged: readonly LedgerLine[]
}

export type Comparison = {
  readonly promised: number
  readonly lost: readonly LedgerLine[]
  /** Arrived at an agency whom no plan told of it. */
  readonly foreign: readonly LedgerLine[]
  readonly unacknowledged: readonly LedgerLine[]
  /** Acknowledged although nothing of the sort was promised. */
  readonly invented: readonly LedgerLine[]
  /** Arrivals beyond the first. Allowed (at least once), but work done twice. */
  readonly repeated: number
}

const keyOf = ({ agency, delivery }: LedgerLine): string => `${agency} ${delivery}`
const keysOf = (lines: readonly LedgerLine[]): ReadonlySet<string> => new Set(lines.map(keyOf))

/** Three ledgers that know nothing of each other must tell the same. */
export const compareLedgers = ({ promised, received, acknowledged }: Ledgers): Comparison => {
  const [toCome, came, done] = [keysOf(promised), keysOf(received), keysOf(acknowledged)]
  return {
    promised: promised.length,
    lost: promised.filter((line) => !came.has(keyOf(line))),
    foreign: received.filter((line) => !toCome.has(keyOf(line))),
    unacknowledged: promised.filter((line) => !done.has(keyOf(line))),
    invented: acknowledged.filter((line) => !toCome.has(keyOf(line))),
    repeated: received.length - came.size,
  }
}

/** What is wrong, one line each; none when nothing is. */
export const flawsOf = (comparison: Comparison): readonly string[] => {
  const { promised, lost, foreign, unacknowledged, invented } = comparison
  const told = (what: string, lines: readonly LedgerLine[]): readonly string[] =>
    lines.length === 0
      ? []
      : [`${lines.length} ${what}, e.g. ${lines.slice(0, 3).map(keyOf).join(', ')} (of ${promised} promised)`]
  return [
    ...(promised === 0 ? ['nothing was promised, so nothing was shown'] : []),
    ...told('promised and never received', lost),
    ...told('received and never promised', foreign),
    ...told('promised and never acknowledged', unacknowledged),
    ...told('acknowledged and never promised', invented),
  ]
}
