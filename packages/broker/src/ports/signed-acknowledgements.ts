import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'

/** What is known of an acknowledgement that carries a signature in place of a token. */
export type SignedAcknowledgements = {
  /** Whose delivery it is, opened or only planned; null when there is none. */
  agencyOf(delivery: DeliveryId): Promise<AgencyId | null>
  /**
   * Remembers an acknowledgement's `webhook-id` for its first delivery, an hour long. False when it was used for
   * another one: the signature covers the body, not the path.
   */
  isFor(agency: AgencyId, webhookId: string, delivery: DeliveryId): Promise<boolean>
}
