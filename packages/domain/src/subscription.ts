import type { Attribute } from './attribute.ts'
import type { Kind } from './declarations/declaration.ts'
import type { AgencyId } from './ids.ts'

export const subscriptionStates = ['active', 'paused'] as const
export type SubscriptionState = (typeof subscriptionStates)[number]

/** Where what is declared must lie; null: anywhere. */
export type SubscriptionFilter = {
  /** Names as on an address's record, e.g. `Québec`. */
  readonly municipalities: readonly string[] | null
  /** Two letters, upper case. */
  readonly provinces: readonly string[] | null
}

/** What a partner wishes to hear, within its agreement: less than it might, never more. */
export type Subscription = {
  readonly id: string
  readonly agency: AgencyId
  readonly kinds: readonly Kind[]
  /** In the partner's own words. */
  readonly purpose: string
  /** All that the agreement allows when null. */
  readonly attributes: readonly Attribute[] | null
  readonly filter: SubscriptionFilter
  readonly state: SubscriptionState
  readonly createdAt: Date
}

/** Of partners that have ever made one: what they have now. Whoever is missing hears as its agreement says. */
export type SubscriptionsByAgency = ReadonlyMap<AgencyId, readonly Subscription[]>
