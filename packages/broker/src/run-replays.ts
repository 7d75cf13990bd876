import { failureOf } from '@unefois/domain/failure-of.ts'
import type { ReplayId } from '@unefois/domain/ids.ts'
import type { Journal } from './ports/journal.ts'
import type { ReplayLease, ReplayRuns } from './ports/replays.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { type ReplayPace, replayPace } from './replay-pace.ts'
import { signalled } from './signalled.ts'

export type RunReplaysDependencies = {
  readonly runs: ReplayRuns
  readonly wakeUps: WakeUps
  readonly journal: Journal
  /** Names this run of this program among those that share the work. */
  readonly worker: string
}

/** How long a replay stays with a runner that has stopped renewing it, milliseconds. */
export const replayLeaseMs = 3_000
const renewEveryMs = 1_000
/** Between two steps: an agency's share is used up in about this time at the earliest. */
const stepMs = 100
/** Looked for at least this often, hints or not. */
const pollMs = 500
const retryMs = 500

/**
 * 5 REPLAY, many at once. Puts the deliveries of every running replay back on their way, little by little and each once,
 * until all are done. Whoever owns the lease does it; where that one dies, another goes on from what is written. Runs
 * until `stop`.
 */
export const runReplays = async (dependencies: RunReplaysDependencies, stop: AbortSignal): Promise<void> => {
  const { runs, wakeUps, journal, worker } = dependencies
  const wake = signalled(wakeUps, 'replays')
  const paces = new Map<ReplayId, ReplayPace>()
  let leases: readonly ReplayLease[] = []
  let renewAt = 0

  const renew = async (): Promise<void> => {
    renewAt = performance.now() + renewEveryMs
    leases = await runs.renew(worker)
    for (const id of paces.keys()) if (!leases.some((lease) => lease.id === id)) paces.delete(id)
  }
  const paceOf = (lease: ReplayLease): ReplayPace => {
    const pace = paces.get(lease.id) ?? replayPace(lease.agencies, lease.ratePerSecond)
    paces.set(lease.id, pace)
    return pace
  }

  while (!stop.aborted) {
    try {
      if (performance.now() >= renewAt || leases.length === 0) await renew()
      for (const lease of leases)
        if (!(await stepOnce(dependencies, lease, paceOf(lease))))
          leases = leases.filter((one) => one !== lease)
      if (leases.length === 0) await wake.next(pollMs, stop)
      else await signalled.pause(stepMs, stop)
    } catch (error) {
      journal.alarm('replays.failed', failureOf(error))
      renewAt = 0
      await signalled.pause(retryMs, stop)
    }
  }
  wake.end()
  await runs.release(worker).catch((error: unknown) => journal.alarm('replays.failed', failureOf(error)))
}

/** False when there is nothing more to do here. */
const stepOnce = async (
  { runs, wakeUps, journal }: RunReplaysDependencies,
  lease: ReplayLease,
  pace: ReplayPace,
): Promise<boolean> => {
  const step = await runs.step(lease, (seen) => pace.allow(performance.now(), seen))
  if (step === null) return false
  pace.spent(step.putBack)
  for (const agency of step.wake) wakeUps.signal(`work:${agency}`)
  if (step.completed) journal.info('replay.completed', { replay: lease.id })
  return !step.completed
}
