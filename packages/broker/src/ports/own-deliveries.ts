import type { Outcome } from '@unefois/domain/acknowledgement.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { DeliveryState } from '@unefois/domain/delivery.ts'
import type { AgencyId, DeclarationId, DeliveryId, PersonId } from '@unefois/domain/ids.ts'
import type { AttemptRecord } from './deliveries.ts'

/** A delivery as its own agency sees it; the person only to be turned into the agency's own reference. */
export type OwnDelivery = {
  readonly id: DeliveryId
  readonly kind: Kind
  readonly person: PersonId
  readonly sequence: bigint
  readonly state: DeliveryState
  readonly reason: string | null
  readonly attempts: number
  readonly releasedAt: Date
  readonly sentAt: Date | null
  readonly acknowledgedAt: Date | null
  readonly overdue: boolean
  readonly outcome: {
    readonly code: Outcome
    readonly reference: string | null
    readonly reason: string | null
  } | null
  readonly nextAttemptAt: Date | null
}

/** What was sent and what came back, sealed under the declaration's key; null once that was destroyed. */
export type OwnEvidence = {
  readonly delivery: OwnDelivery
  readonly declaration: DeclarationId
  readonly frozenBody: Buffer
  readonly wrappedKey: Buffer | null
  readonly attempts: readonly (AttemptRecord & { readonly number: number })[]
}

export type OwnDeliveryFilter = {
  readonly state?: DeliveryState
  readonly kind?: Kind
  /** Released from then on. */
  readonly since?: Date
  /** Released before. */
  readonly until?: Date
}

/** An agency's own log: what was released to it. What is still held tells it nothing, not even that it exists. */
export type OwnDeliveries = {
  /** The latest released first. */
  list(
    agency: AgencyId,
    filter: OwnDeliveryFilter,
    page: { readonly after: DeliveryId | null; readonly limit: number },
  ): Promise<{ readonly items: readonly OwnDelivery[]; readonly next: DeliveryId | null }>
  /** Null also for another agency's. */
  find(agency: AgencyId, id: DeliveryId): Promise<OwnEvidence | null>
}
