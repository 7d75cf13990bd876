import type { Account } from '@unefois/domain/account.ts'
import type { DeliveryId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import type { Deliveries, ReplayVerdict } from './ports/deliveries.ts'
import type { WakeUps } from './ports/wake-ups.ts'

export type ReplayDependencies = {
  readonly deliveries: Deliveries
  readonly wakeUps: Pick<WakeUps, 'signal'>
}

const refuseUnless = (verdict: ReplayVerdict): Extract<ReplayVerdict, { as: 'done' }> => {
  switch (verdict.as) {
    case 'done':
      return verdict
    case 'already-final':
      throw new Refusal('already-final')
    case 'not-parked':
      throw new Refusal('not-parked')
    case 'unknown':
      throw new Refusal('not-found')
  }
}

/**
 * 5 REPLAY. An operator's decision to send again, recorded with who and why: the same id and the same bytes, so
 * that it adds no second effect. A final delivery is sent again only when forced, as one more attempt.
 */
export const replayDelivery =
  ({ deliveries, wakeUps }: ReplayDependencies) =>
  async (id: DeliveryId, request: { by: Account; reason: string; force: boolean }): Promise<void> => {
    const { agency } = refuseUnless(await deliveries.replay(id, request))
    wakeUps.signal(`work:${agency}`)
  }

/** A parked delivery that will not be sent; frees the person's next. */
export const setDeliveryAside =
  ({ deliveries, wakeUps }: ReplayDependencies) =>
  async (id: DeliveryId, request: { by: Account; reason: string }): Promise<void> => {
    const { agency } = refuseUnless(await deliveries.setAside(id, request))
    wakeUps.signal(`work:${agency}`)
  }
