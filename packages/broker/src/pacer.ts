/** So many items in a tenth of a second are a load worth gathering: some 150 a second. */
const busyItems = 15
const windowMs = 100
/** Timers ring up to 1.3 ms before `performance.now()` says so: a round that began then is that of the next multiple. */
const earlyMs = 2
/** Half of the pace that was asked for, until each item that came in has so many milliseconds of the whole. */
const msForEach = 2

export type Pacer = {
  /** So many items came in. */
  note(items: number): void
  /** How long to wait, milliseconds, when the last round began at this instant (`performance.now()`). */
  waitMs(lastRound: number): number
}

/**
 * Spaces rounds of work out under load, where fewer and larger ones cost less, and never makes a lone item wait.
 * Each statement costs some 0.2 ms of processor time on both sides, whatever it carries. Rounds begin at multiples of
 * the pace, so that those of several agencies fall together and what they write can share a statement.
 */
export const pacer = (paceMs: number): Pacer => {
  let windowStart = 0
  let inWindow = 0
  let inLastWindow = 0

  const turn = (now: number): void => {
    if (now - windowStart < windowMs) return
    inLastWindow = now - windowStart < 2 * windowMs ? inWindow : 0
    inWindow = 0
    windowStart = now
  }

  return {
    note: (items) => {
      turn(performance.now())
      inWindow += items
    },
    waitMs: (lastRound) => {
      const now = performance.now()
      turn(now)
      const load = Math.max(inWindow, inLastWindow)
      if (paceMs === 0 || load < busyItems) return 0
      const pace = load * msForEach < paceMs ? paceMs / 2 : paceMs
      return Math.max(0, (Math.floor((lastRound + earlyMs) / pace) + 1) * pace - now)
    },
  }
}
