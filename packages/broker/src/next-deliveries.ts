import type { Agency } from '@unefois/domain/agency.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { FreshDeliveries } from './fresh-deliveries.ts'
import type { DeliveryWork, DueDelivery, Lane } from './ports/deliveries.ts'
import type { WakeUps } from './ports/wake-ups.ts'

export type NextDeliveries = {
  /** What to send next, at most `room`, and nothing that is in hand. */
  take(room: number, inHand: ReadonlySet<DeliveryId>): Promise<readonly DueDelivery[]>
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

  /** Only of lanes that are owned here: their owner reads the others from the table. */
  const handed = (lanes: readonly Lane[]): readonly DueDelivery[] => {
    const epochs = new Map(lanes.map(({ shard, epoch }) => [shard, epoch]))
    return fresh.take().flatMap((delivery) => {
      const epoch = epochs.get(delivery.shard)
      return epoch === undefined || lately.has(delivery.id)
        ? []
        : [{ ...delivery, epoch, attempts: 0, retries: 0 }]
    })
  }

  const unlisten = wakeUps.listen(`work:${agency.id}`, lookSoon)

  return {
    end: unlisten,
    recorded: () => {
      if (performance.now() < busyUntil) lookAt = 0
    },
    take: async (room, inHand) => {
      const lanes = ownedLanes()
      if (lanes.length === 0) return []
      const offered = handed(lanes)
      const taken = remember(offered.slice(0, Math.max(room, 0)))
      if (offered.length > taken.length) lookSoon()
      const left = room - taken.length
      if (left <= 0 || performance.now() < lookAt) return taken
      lookAt = performance.now() + pollMs
      const known = [...inHand, ...taken.map(({ id }) => id)]
      const read = await work.due(lanes, known, left)
      if (read.length > 0) busyUntil = performance.now() + busyMs
      return [...taken, ...remember(read)]
    },
  }
}
