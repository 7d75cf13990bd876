import type { Account } from '@unefois/domain/account.ts'
import { type DeliveryState, isFinal } from '@unefois/domain/delivery.ts'
import type { ReplayId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Replay, ReplayFilter, ReplayPreview, Replays, ReplayVerb } from './ports/replays.ts'
import type { WakeUps } from './ports/wake-ups.ts'

export type ReplayManyDependencies = {
  readonly replays: Replays
  readonly wakeUps: Pick<WakeUps, 'signal'>
}

/** More than this is approved by another operator than the one who asks. */
export const unapproved = 10_000
const sampleSize = 20

/** What a replay can send again; final ones only when forced. Whatever else there is has not left, or is under way. */
const replayable: readonly DeliveryState[] = ['parked', 'due', 'deferred']
const replayableByForce: readonly DeliveryState[] = ['accepted', 'rejected', 'not-a-client', 'set-aside']

const mustBeReplayable = ({ state = 'parked' }: ReplayFilter, force: boolean): void => {
  if (replayable.includes(state) || (force && replayableByForce.includes(state))) return
  const code = isFinal(state) && !force ? 'replay-needs-force' : 'not-replayable'
  throw new Refusal('invalid', { flaws: [{ pointer: '/filter/state', code }] })
}

/** What a replay of these would send again. Nothing is changed. */
export const previewReplay =
  ({ replays }: Pick<ReplayManyDependencies, 'replays'>) =>
  (filter: ReplayFilter, force: boolean): Promise<ReplayPreview> => {
    mustBeReplayable(filter, force)
    return replays.preview(filter, sampleSize)
  }

export type ReplayManyRequest = {
  readonly by: Account
  readonly asked: Readonly<Record<string, string>>
  readonly reason: string
  readonly ratePerSecond: number | null
  readonly force: boolean
}

/**
 * 5 REPLAY, many at once. The set is fixed here; `run-replays.ts` sends it, at once unless it is so large that somebody
 * else must approve it.
 */
export const replayMany =
  ({ replays, wakeUps }: ReplayManyDependencies) =>
  async (filter: ReplayFilter, { force, ...request }: ReplayManyRequest): Promise<Replay> => {
    mustBeReplayable(filter, force)
    const replay = await replays.request({ ...request, filter, unapproved })
    wakeUps.signal('replays')
    return replay
  }

export const decideReplay =
  ({ replays, wakeUps }: ReplayManyDependencies) =>
  async (id: ReplayId, verb: ReplayVerb, by: Account): Promise<Replay> => {
    const decision = await replays.decide(id, verb, by)
    switch (decision.as) {
      case 'done':
        wakeUps.signal('replays')
        for (const agency of decision.takenBack) {
          wakeUps.signal(`recalls:${agency}`)
          wakeUps.signal(`work:${agency}`)
        }
        // Once nothing more is sent: whoever cancels must not wait for the tidying to see it stop.
        if (verb === 'cancel') await replays.discard(id)
        return decision.replay
      case 'not-now':
        throw new Refusal('replay-not-now')
      case 'own-request':
        throw new Refusal('own-request')
      case 'unknown':
        throw new Refusal('not-found')
    }
  }
