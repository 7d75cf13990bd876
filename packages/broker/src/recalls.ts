import { failureOf } from '@unefois/domain/failure-of.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import type { DeliveryWork, DueDelivery } from './ports/deliveries.ts'
import type { Journal } from './ports/journal.ts'
import type { WakeUps } from './ports/wake-ups.ts'

export type Recalls = {
  /** How many hints have come. */
  hints(): number
  /** Asks the record about all that is in hand. */
  look(): void
  /** What is still to be sent of these, by the answer to what was asked. */
  without(deliveries: readonly DueDelivery[]): Promise<readonly DueDelivery[]>
  end(): void
}

type Dependencies = {
  readonly work: Pick<DeliveryWork, 'takenBack'>
  readonly wakeUps: Pick<WakeUps, 'listen'>
  readonly journal: Journal
}

const retryMs = 500

/**
 * What this program has in hand and has not sent yet may wait for a slot for a while, longer than an operator who pauses
 * or cancels a replay expects it to go on. The record is asked at the hint, and nothing begins until it has answered; a
 * hint that is lost costs no more than that.
 */
export const recalls = (
  { work, wakeUps, journal }: Dependencies,
  agency: AgencyId,
  inHand: ReadonlySet<DeliveryId>,
): Recalls => {
  let hints = 0
  let takenBack = new Set<DeliveryId>()
  let asking: Promise<void> | null = null
  let again = false
  let retry: NodeJS.Timeout | undefined

  const ask = async (): Promise<void> => {
    try {
      do {
        again = false
        takenBack = new Set(inHand.size === 0 ? [] : await work.takenBack([...inHand]))
      } while (again)
    } catch (error) {
      journal.alarm('delivery.failed', { agency, ...failureOf(error) })
      // Not waited for: who cannot ask cannot record what comes of sending either.
      retry = setTimeout(look, retryMs)
    }
  }
  const look = (): void => {
    clearTimeout(retry)
    if (asking !== null) again = true
    else
      asking = ask().finally(() => {
        asking = null
      })
  }
  const unlisten = wakeUps.listen(`recalls:${agency}`, () => {
    hints += 1
    look()
  })

  return {
    hints: () => hints,
    look,
    end: () => {
      unlisten()
      clearTimeout(retry)
    },
    without: async (deliveries) => {
      if (asking !== null) await asking
      // Once only: what is put back on its way later is sent.
      return deliveries.filter(({ id }) => !takenBack.delete(id))
    },
  }
}
