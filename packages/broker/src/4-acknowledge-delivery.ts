import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import { type AcknowledgementDependencies, acknowledgeMany } from './acknowledge-many.ts'

/**
 * 4 ACKNOWLEDGE. An agency's business answer that comes after the 2xx, or overtakes it. Saying the same again
 * is harmless; contradicting a final outcome is refused. Another agency's delivery does not exist for it.
 */
export const acknowledgeDelivery = (dependencies: AcknowledgementDependencies) => {
  const acknowledge = acknowledgeMany(dependencies)
  return async (
    agency: AgencyId,
    id: DeliveryId,
    acknowledgement: Acknowledgement,
  ): Promise<DeliveryState> => {
    const [answer] = await acknowledge(agency, [{ id, acknowledgement }])
    if (answer === undefined) throw new Error('an acknowledgement without an answer')
    if ('refusal' in answer) throw answer.refusal
    return answer.state
  }
}
