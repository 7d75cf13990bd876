import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Deliveries } from './ports/deliveries.ts'
import type { WakeUps } from './ports/wake-ups.ts'

/**
 * 4 ACKNOWLEDGE. An agency's business answer that comes after the 2xx, or overtakes it. Saying the same again
 * is harmless; contradicting a final outcome is refused. Another agency's delivery does not exist for it.
 */
export const acknowledgeDelivery =
  ({ deliveries, wakeUps }: { readonly deliveries: Deliveries; readonly wakeUps: Pick<WakeUps, 'signal'> }) =>
  async (agency: AgencyId, id: DeliveryId, acknowledgement: Acknowledgement): Promise<DeliveryState> => {
    const verdict = await deliveries.acknowledge(agency, id, acknowledgement)
    switch (verdict.as) {
      case 'recorded':
        // The person's next delivery may have waited for this one.
        wakeUps.signal(`work:${agency}`)
        return verdict.state
      case 'repeated':
        return verdict.state
      case 'contradicts':
        throw new Refusal('acknowledgement-contradicts')
      case 'never-sent':
        throw new Refusal('never-sent')
      case 'unknown':
        throw new Refusal('not-found')
    }
  }
