const seconds = 60

export type SlidingCount = {
  note(at: Date): void
  /** How many were noted within the sixty seconds that end with this one. */
  lastMinute(now: Date): number
}

const secondOf = (at: Date): number => Math.floor(at.getTime() / 1000)

/** Counts in a ring of one number a second, so that a thousand a second cost what one does. */
export const slidingCount = (): SlidingCount => {
  const counts = Array.from({ length: seconds }, () => 0)
  const of = Array.from({ length: seconds }, () => -1)
  return {
    note: (at) => {
      const second = secondOf(at)
      const place = second % seconds
      counts[place] = (of[place] === second ? (counts[place] ?? 0) : 0) + 1
      of[place] = second
    },
    lastMinute: (now) => {
      const oldest = secondOf(now) - seconds
      return counts.reduce((sum, count, place) => sum + ((of[place] ?? -1) > oldest ? count : 0), 0)
    },
  }
}
