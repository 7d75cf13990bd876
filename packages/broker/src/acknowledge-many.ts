import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { boundDeferral } from './bound-deferral.ts'
import type { Clock } from './ports/clock.ts'
import type { AcknowledgementVerdict, Deliveries } from './ports/deliveries.ts'
import type { WakeUps } from './ports/wake-ups.ts'

export type AcknowledgementDependencies = {
  readonly deliveries: Pick<Deliveries, 'acknowledgeMany'>
  readonly wakeUps: Pick<WakeUps, 'signal'>
  readonly clock: Clock
}

/** Where the delivery stands now, or why the acknowledgement was refused. */
export type Acknowledged = { readonly state: DeliveryState } | { readonly refusal: Refusal }

const answerTo = (verdict: AcknowledgementVerdict): Acknowledged => {
  switch (verdict.as) {
    case 'recorded':
    case 'repeated':
      return { state: verdict.state }
    case 'contradicts':
      return { refusal: new Refusal('acknowledgement-contradicts') }
    case 'never-sent':
      return { refusal: new Refusal('never-sent') }
    case 'unknown':
      return { refusal: new Refusal('not-found') }
  }
}

/** Many business answers of one agency, in their order; one that is refused takes no other with it. */
export const acknowledgeMany =
  ({ deliveries, wakeUps, clock }: AcknowledgementDependencies) =>
  async (
    agency: AgencyId,
    items: readonly { readonly id: DeliveryId; readonly acknowledgement: Acknowledgement }[],
  ): Promise<readonly Acknowledged[]> => {
    const now = clock.now()
    const verdicts = await deliveries.acknowledgeMany(
      agency,
      items.map(({ id, acknowledgement }) => ({ id, acknowledgement: boundDeferral(acknowledgement, now) })),
    )
    // The person's next delivery may have waited for one of these.
    if (verdicts.some(({ as }) => as === 'recorded')) wakeUps.signal(`work:${agency}`)
    return verdicts.map(answerTo)
  }
