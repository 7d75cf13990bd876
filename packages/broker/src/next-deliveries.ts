import type { Agency } from '@unefois/domain/agency.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { FreshDeliveries } from './fresh-deliveries.ts'
import type { DeliveryWork, DueDelivery, Lane } from './ports/deliveries.ts'
import type { WakeUps } from './ports/wake-ups.ts'
import { waitingFresh } from './waiting-fresh.ts'

export type NextDeliveries = {
  /** What to send next, at most `room`, and nothing that is in hand. */
  take(room: number, inHand: ReadonlySet<DeliveryId>): Promise<readonly DueDelivery[]>
  /** What was handed over and waits for room: as good as in hand. */
  waiting(): readonly DeliveryId[]
  /** Lets go of what was handed over: the table will know what became of it. */
  forget(): void
  /** Results were recorded: what waited behind them may be due now. */
  recorded(): void
  end(): void
}

type Dependencies = {
  readonly work: Pick<DeliveryWork, 'due'>
  readonly fresh: FreshDeliveries
  readonly wakeUps: Pick<WakeUps, 'listen'>
  readonly ownedLanes: () => readonly Lane[]
}

/** The table is looked at this often, hints or not, milliseconds. */
const pollMs = 250
/** After it held something for us, each recorded batch is reason enough to look again, for so long. */
const busyMs = 1_000
/** Ids remembered, so that what the table and the consumer both gave is sent once. */
const remembered = 5_000
/** When the table may hold more as well, so much of the room goes to what was handed over: neither starves the other. */
const handedShare = 1 / 2

/**
 * Where an agency's lanes find their work: first what the consumer beside them has just opened, and the table when
 * there is reason to think that it holds more: a hint, an earlier find, or the poll.
 */
export const nextDeliveries = (
  { work, fresh, wakeUps, ownedLanes }: Dependencies,
  agency: Agency,
): NextDeliveries => {
  let lookAt = 0
  let busyUntil = 0
  const waiting = waitingFresh(fresh)
  const lately = new Set<DeliveryId>()

  const lookSoon = (): void => {
    lookAt = 0
    busyUntil = performance.now() + busyMs
  }

  const remember = (deliveries: readonly DueDelivery[]): readonly DueDelivery[] => {
    for (const { id } of deliveries) lately.add(id)
    for (const id of lately) {
      if (lately.size <= remembered) break
      lately.delete(id)
    }
    return deliveries
  }

  const unlisten = wakeUps.listen(`work:${agency.id}`, lookSoon)

  return {
    end: unlisten,
    waiting: waiting.ids,
    forget: waiting.forget,
    recorded: () => {
      if (performance.now() < busyUntil) lookAt = 0
    },
    take: async (room, inHand) => {
      const lanes = ownedLanes()
      // What is handed over meanwhile is the owner's, who reads it from the table: not ours when a lane comes back.
      if (lanes.length === 0) {
        waiting.forget()
        return []
      }
      if (waiting.gather(performance.now())) lookSoon()
      const look = performance.now() >= lookAt
      const handed = waiting.take(lanes, look ? Math.floor(room * handedShare) : room, (id) => lately.has(id))
      const taken = remember(handed)
      const left = room - taken.length
      if (left <= 0 || !look) return taken
      lookAt = performance.now() + pollMs
      const known = [...inHand, ...taken.map(({ id }) => id), ...waiting.ids(), ...fresh.announced()]
      const read = await work.due(lanes, known, left)
      if (read.length > 0) busyUntil = performance.now() + busyMs
      return [...taken, ...remember(read)]
    },
  }
}
