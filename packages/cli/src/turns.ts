import type { AgencyOverview } from '@unefois/schemas/answers/agency-overview.ts'
import type { z } from 'zod'
import type { Counted } from './connection/count-listed.ts'
import type { TextKey } from './say.ts'

type Overview = z.output<typeof AgencyOverview>

type NameOf<Key> = Key extends `waits.${infer Name}` ? Name : never
type Waiting = NameOf<TextKey>

export type Standing = {
  readonly agencies: readonly Overview[]
  readonly deadLetters: Counted
  readonly cases: Counted
  readonly replays: { readonly awaiting: Counted; readonly running: Counted; readonly paused: Counted }
}

/** Something that waits: how many, whose turn it is, and the command that shows them. */
export type Turn = {
  /** `time`: nobody's; it goes on by itself when its hour has come. */
  readonly turn: 'operator' | 'agency' | 'us' | 'time'
  readonly waits: Waiting
  readonly count: number
  /** There are more than could be counted. */
  readonly more: boolean
  /** At which agencies, most first; empty where it is none's. */
  readonly agencies: readonly string[]
  readonly command: string
}

const listed = (what: Pick<Turn, 'turn' | 'waits' | 'command'>, { count, more }: Counted): Turn => ({
  ...what,
  count,
  more,
  agencies: [],
})

/** What waits and whose turn it is, the most pressing first; nothing of what does not wait. */
export const turnsOf = ({ agencies, deadLetters, cases, replays }: Standing): readonly Turn[] => {
  const summed = (what: Pick<Turn, 'turn' | 'waits' | 'command'>, read: (one: Overview) => number): Turn => {
    const having = agencies.filter((one) => read(one) > 0).toSorted((a, b) => read(b) - read(a))
    const count = having.reduce((sum, one) => sum + read(one), 0)
    return { ...what, count, more: false, agencies: having.map(({ agency }) => agency) }
  }
  const deliveries = (rest: string): string => `unefois deliveries ${rest}`
  const all: readonly Turn[] = [
    summed(
      { turn: 'operator', waits: 'parked', command: deliveries('--state parked') },
      ({ parked }) => parked,
    ),
    listed({ turn: 'operator', waits: 'dead-letters', command: 'unefois dead-letters' }, deadLetters),
    listed({ turn: 'operator', waits: 'cases', command: 'unefois cases' }, cases),
    listed(
      { turn: 'operator', waits: 'approval', command: 'unefois replay list --state awaiting-approval' },
      replays.awaiting,
    ),
    listed(
      { turn: 'operator', waits: 'paused-replays', command: 'unefois replay list --state paused' },
      replays.paused,
    ),
    summed({ turn: 'operator', waits: 'paused-agencies', command: 'unefois agencies' }, ({ state }) =>
      state === 'paused' ? 1 : 0,
    ),
    summed({ turn: 'agency', waits: 'breakers', command: 'unefois agencies' }, ({ breaker }) =>
      breaker === 'closed' ? 0 : 1,
    ),
    summed({ turn: 'agency', waits: 'overdue', command: deliveries('--overdue') }, ({ overdue }) => overdue),
    summed(
      { turn: 'agency', waits: 'needs-review', command: deliveries('--state needs-review') },
      ({ needsReview }) => needsReview,
    ),
    summed({ turn: 'us', waits: 'due', command: deliveries('--state due') }, ({ backlog }) => backlog),
    listed({ turn: 'us', waits: 'replays', command: 'unefois replay list --state running' }, replays.running),
    summed(
      { turn: 'time', waits: 'deferred', command: deliveries('--state deferred') },
      ({ deferred }) => deferred,
    ),
    summed({ turn: 'time', waits: 'held', command: deliveries('--state held') }, ({ held }) => held),
  ]
  return all.filter(({ count }) => count > 0)
}
