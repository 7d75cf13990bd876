import { failureOf } from '@unefois/domain/failure-of.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { AgencyStandings, StandingUpdate } from './ports/agency-standings.ts'
import type { AgencyWatch } from './ports/agency-watch.ts'
import type { Clock } from './ports/clock.ts'
import type { Journal } from './ports/journal.ts'
import { signalled } from './signalled.ts'
import { slidingCount } from './sliding-count.ts'

/** What is seen is written at most so often, milliseconds. */
const second = 1_000

type Seen = Omit<StandingUpdate, 'receivedLastMinute' | 'failures'>

const nothingSeen = (agency: AgencyId): Seen => ({
  agency,
  breaker: 'closed',
  lastSuccessAt: null,
  lastFailureAt: null,
  lastFailure: null,
})

type Watched = {
  note(attempt: { readonly failure: string | null; readonly at: Date }): void
  breaker(state: Seen['breaker']): void
  /** What changed since it was last taken; null when nothing did. */
  take(now: Date): StandingUpdate | null
  /** It could not be written: it counts with the next. */
  putBack(update: StandingUpdate): void
}

const watched = (agency: AgencyId): Watched => {
  const received = slidingCount()
  let seen = nothingSeen(agency)
  let failures = new Map<string, number>()
  let rate = 0
  let changed = false
  const fail = (code: string, times: number) => failures.set(code, (failures.get(code) ?? 0) + times)

  return {
    note: ({ failure, at }) => {
      changed = true
      if (failure === null) {
        received.note(at)
        seen = { ...seen, lastSuccessAt: at }
      } else {
        fail(failure, 1)
        seen = { ...seen, lastFailureAt: at, lastFailure: failure }
      }
    },
    breaker: (state) => {
      changed = true
      seen = { ...seen, breaker: state }
    },
    take: (now) => {
      const receivedLastMinute = received.lastMinute(now)
      if (!changed && receivedLastMinute === rate) return null
      const update = { ...seen, receivedLastMinute, failures }
      rate = receivedLastMinute
      changed = false
      failures = new Map()
      return update
    },
    putBack: (update) => {
      changed = true
      for (const [code, times] of update.failures) fail(code, times)
    },
  }
}

/**
 * What this program sees of each agency while it sends, gathered in memory and written once a second where something
 * changed. It costs an attempt nothing, and a loss of the database only the freshness of what operators see.
 */
export const watchAgencies = (
  {
    standings,
    clock,
    journal,
  }: {
    readonly standings: Pick<AgencyStandings, 'record' | 'leave'>
    readonly clock: Clock
    readonly journal: Journal
  },
  worker: string,
  everyMs: number = second,
): AgencyWatch & { run(stop: AbortSignal): Promise<void> } => {
  const agencies = new Map<AgencyId, Watched>()
  const of = (agency: AgencyId): Watched => {
    const known = agencies.get(agency) ?? watched(agency)
    agencies.set(agency, known)
    return known
  }
  const write = async (): Promise<void> => {
    const now = clock.now()
    const updates = [...agencies.values()].flatMap((one) => one.take(now) ?? [])
    if (updates.length === 0) return
    try {
      await standings.record(worker, updates)
    } catch (error) {
      for (const update of updates) of(update.agency).putBack(update)
      journal.alarm('standing.failed', failureOf(error))
    }
  }

  return {
    attempted: (agency, failure) => of(agency).note({ failure, at: clock.now() }),
    breaker: (agency, state) => of(agency).breaker(state),
    run: async (stop) => {
      while (!stop.aborted) {
        await signalled.pause(everyMs, stop)
        await write()
      }
      await standings.leave(worker).catch((error) => journal.alarm('standing.failed', failureOf(error)))
    },
  }
}
