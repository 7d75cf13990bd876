import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import type { DeliveryWork, DueDelivery } from './ports/deliveries.ts'
import type { WakeUps } from './ports/wake-ups.ts'

export type Recalls = {
  /** Asks the record, if there was a hint since the last time. */
  look(): Promise<void>
  /** What is still to be sent of these. */
  without(deliveries: readonly DueDelivery[]): readonly DueDelivery[]
  end(): void
}

/**
 * What this program has in hand and has not sent yet may wait for a slot for a while, longer than an operator who pauses
 * or cancels a replay expects it to go on. A hint that is lost costs no more than that.
 */
export const recalls = (
  {
    work,
    wakeUps,
  }: { readonly work: Pick<DeliveryWork, 'takenBack'>; readonly wakeUps: Pick<WakeUps, 'listen'> },
  agency: AgencyId,
  inHand: ReadonlySet<DeliveryId>,
): Recalls => {
  let hinted = false
  let takenBack = new Set<DeliveryId>()
  const unlisten = wakeUps.listen(`recalls:${agency}`, () => {
    hinted = true
  })
  return {
    end: unlisten,
    look: async () => {
      if (!hinted) return
      hinted = false
      takenBack = new Set(inHand.size === 0 ? [] : await work.takenBack([...inHand]))
    },
    // Once only: what is put back on its way later is sent.
    without: (deliveries) => deliveries.filter(({ id }) => !takenBack.delete(id)),
  }
}
