/** A delivery's arrivals at its agency, milliseconds since 1970. */
export type Arrivals = ReadonlyMap<string, readonly number[]>

export type KillRecord = {
  /** Milliseconds since 1970: every program that delivers was dead by then. */
  readonly at: number
  /** Deliveries whose answer was recorded by then. */
  readonly recorded: ReadonlySet<string>
  /** The most that could be in hand: read, sent or answered, and not recorded. */
  readonly inHand: number
}

export type Repeats = {
  /** Deliveries that arrived twice: they were in flight. */
  readonly twice: number
  /** What should not have come again, one line each; none when nothing did. */
  readonly flaws: readonly string[]
}

/** After one kill at most what was in flight comes again, and that once. */
export const checkRepeats = (arrivals: Arrivals, kill: KillRecord): Repeats => {
  const repeated = [...arrivals].filter(([, times]) => times.length > 1)
  const thrice = repeated.filter(([, times]) => times.length > 2)
  const needless = repeated.filter(
    ([delivery, times]) => kill.recorded.has(delivery) && times.some((at) => at > kill.at),
  )
  const told = (what: string, those: readonly (readonly [string, readonly number[]])[]): readonly string[] =>
    those.length === 0 ? [] : [`${those.length} ${what}, e.g. ${those[0]?.[0]}`]
  return {
    twice: repeated.length,
    flaws: [
      ...told('arrived more than twice', thrice),
      ...told('recorded before the kill were sent again', needless),
      ...(repeated.length > kill.inHand
        ? [`${repeated.length} arrived twice, and only ${kill.inHand} can have been in flight`]
        : []),
    ],
  }
}
