import { failureOf } from '@unefois/domain/failure-of.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Lane, Lanes } from './ports/deliveries.ts'
import type { Journal } from './ports/journal.ts'
import { signalled } from './signalled.ts'

/** How long a lane stays with a worker that has stopped renewing it, milliseconds. */
export const laneLeaseMs = 3_000
const renewEveryMs = 1_000

export type LaneKeeper = {
  owned(agency: AgencyId): readonly Lane[]
  /** Renews until `stop`; a lane that could not be renewed in time is no longer owned, whatever the reason. */
  run(stop: AbortSignal): Promise<void>
  /** Hands all lanes over. */
  release(): Promise<void>
}

export const keepLanes = (
  { lanes, journal, onTaken }: { lanes: Lanes; journal: Journal; onTaken: (agency: AgencyId) => void },
  worker: string,
  agencies: readonly AgencyId[],
): LaneKeeper => {
  let owned: ReadonlyMap<AgencyId, readonly Lane[]> = new Map()
  let validUntil = 0
  let losses = 0

  const renew = async (): Promise<void> => {
    // Counted from before the request: the server's lease cannot end earlier than ours. Monotonic on purpose.
    const asked = performance.now()
    const lossesBefore = losses
    const renewed = Map.groupBy(await lanes.renew(worker, agencies), ({ agency }) => agency)
    const gained = agencies.filter(
      (agency) => (renewed.get(agency)?.length ?? 0) > (owned.get(agency)?.length ?? 0),
    )
    // What was lost while it was asked for may be another's by now; the next renewal tells.
    if (losses > lossesBefore) return
    owned = renewed
    validUntil = asked + laneLeaseMs
    for (const agency of gained) {
      journal.info('lane.taken', { agency, lanes: renewed.get(agency)?.length ?? 0 })
      onTaken(agency)
    }
  }

  lanes.onLost(() => {
    losses += 1
    owned = new Map()
  })

  return {
    owned: (agency) => (performance.now() < validUntil ? (owned.get(agency) ?? []) : []),
    run: async (stop) => {
      while (!stop.aborted) {
        try {
          await renew()
        } catch (error) {
          journal.alarm('lane.not-renewed', failureOf(error))
        }
        await signalled.pause(renewEveryMs, stop)
      }
    },
    release: async () => {
      owned = new Map()
      await lanes.release(worker)
    },
  }
}
