import type { DeliveryId } from '@unefois/domain/ids.ts'
import type { FreshDeliveries, FreshDelivery } from './fresh-deliveries.ts'
import type { DueDelivery, Lane } from './ports/deliveries.ts'

export type WaitingFresh = {
  /** Takes in what was just handed, at this instant (`performance.now()`). True when something has waited too long. */
  gather(now: number): boolean
  /** At most so many of the lanes that are owned, without what `isKnown`; others are left to their owner. */
  take(lanes: readonly Lane[], room: number, isKnown: (id: DeliveryId) => boolean): readonly DueDelivery[]
  ids(): readonly DeliveryId[]
  forget(): void
}

/**
 * What finds no room waits here for so long, milliseconds, before it is left to the table: reading it back costs as much
 * as writing it did. (At 0.4 s half of all deliveries were read back under a load that never stopped.)
 */
const waitsMs = 2_000
/** More is a backlog, and better read in order: the ids of all that waits go with each look at the table. */
const most = 1_000

/** What the consumer has handed over and is not in hand yet, in its order. */
export const waitingFresh = (fresh: Pick<FreshDeliveries, 'take' | 'dropped'>): WaitingFresh => {
  let waiting: readonly { readonly delivery: FreshDelivery; readonly since: number }[] = []

  return {
    gather: (now) => {
      const dropped = fresh.dropped()
      const kept =
        dropped.size === 0 ? waiting : waiting.filter(({ delivery }) => !dropped.has(delivery.person))
      const still = kept.filter(({ since }) => now - since < waitsMs)
      const all = still.concat(fresh.take().map((delivery) => ({ delivery, since: now })))
      waiting = all.slice(0, most)
      return still.length < kept.length || waiting.length < all.length
    },
    take: (lanes, room, isKnown) => {
      const epochs = new Map(lanes.map(({ shard, epoch }) => [shard, epoch]))
      const own = waiting.filter(({ delivery: { id, shard } }) => epochs.has(shard) && !isKnown(id))
      const count = Math.max(room, 0)
      waiting = own.slice(count)
      return own.slice(0, count).map(({ delivery }) => {
        const epoch = epochs.get(delivery.shard) as bigint
        return { ...delivery, epoch, attempts: 0, retries: 0 }
      })
    },
    ids: () => waiting.map(({ delivery }) => delivery.id),
    forget: () => {
      fresh.take()
      fresh.dropped()
      waiting = []
    },
  }
}
