import type { AgencyId } from '@unefois/domain/ids.ts'
import type { UnderWay } from './ports/replays.ts'

export type ReplayPace = {
  /** How many more of each agency may be put back at this instant, milliseconds (monotonic). */
  allow(now: number, seen: readonly UnderWay[]): ReadonlyMap<AgencyId, number>
  /** So many were. */
  spent(count: number): void
}

/** On their way at once, for each agency, however little it takes; and however much. */
const fewest = 50
const most = 500
/** Otherwise as many as the agency took in the last so many milliseconds: so long at most do live ones wait behind. */
const worthMs = 500
/** A rate that could not be used is not saved up for longer than this. */
const savedMs = 1_000

type Window = { size: number; lookedAt: number }

/**
 * Keeps what a replay has on its way small: about what each agency takes in half a second. An agency that takes nothing
 * (down, closed, paused) is given nothing more, so that its return finds no storm, live deliveries do not wait behind a
 * backlog, and there is little to take back at a pause. With a rate, all agencies together get no more than that.
 */
export const replayPace = (agencies: readonly AgencyId[], ratePerSecond: number | null): ReplayPace => {
  const windows = new Map<AgencyId, Window>()
  let tokens = 0
  let filledAt: number | null = null

  const fill = (now: number): void => {
    if (ratePerSecond === null) {
      tokens = Number.MAX_SAFE_INTEGER
      return
    }
    const gained = filledAt === null ? 1 : ((now - filledAt) * ratePerSecond) / 1_000
    tokens = Math.min(tokens + gained, Math.max((ratePerSecond * savedMs) / 1_000, 1))
    filledAt = now
  }

  const room = (agency: AgencyId, seen: UnderWay | undefined, now: number): number => {
    const window = windows.get(agency)
    const settled = seen?.settled ?? 0
    const size = window === undefined ? fewest : nextSize(window, settled, now)
    windows.set(agency, { size, lookedAt: now })
    return Math.max(0, size - (seen?.underWay ?? 0))
  }

  return {
    allow: (now, seen) => {
      fill(now)
      const of = new Map(seen.map((one) => [one.agency, one]))
      const rooms = new Map<AgencyId, number>()
      let left = Math.floor(tokens)
      // Those with the least room first, so that what they leave of their share goes to the others.
      const wanted = agencies.map((agency) => ({ agency, room: room(agency, of.get(agency), now) }))
      for (const [i, one] of wanted.toSorted((a, b) => a.room - b.room).entries()) {
        const given = Math.min(one.room, Math.ceil(left / (wanted.length - i)))
        if (given > 0) rooms.set(one.agency, given)
        left -= given
      }
      return rooms
    },
    spent: (count) => {
      if (ratePerSecond !== null) tokens -= count
    },
  }
}

/** Half a second's worth of what it took since the last look, growing and shrinking by half at most. */
const nextSize = ({ size, lookedAt }: Window, settled: number, now: number): number => {
  const worth = (settled * worthMs) / Math.max(now - lookedAt, 1)
  return Math.round(Math.min(Math.max(worth, size / 2, fewest), size * 2, most))
}
