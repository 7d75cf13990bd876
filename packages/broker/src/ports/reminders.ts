import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'

/** Deliveries that were received and not acknowledged in time. */
export type Reminders = {
  /**
   * Overdue at this instant and not reminded of since the other, the longest overdue first; they count as reminded from
   * here on, so that no other program reminds of them too. None while the agency is closed or paused.
   */
  take(
    agency: AgencyId,
    when: { readonly now: Date; readonly notSince: Date },
    limit: number,
  ): Promise<readonly DeliveryId[]>
}
