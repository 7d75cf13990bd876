import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Subscription, SubscriptionsByAgency } from '@unefois/domain/subscription.ts'
import type { DecidedBy } from './conditions.ts'

export type SubscriptionTerms = Omit<Subscription, 'id' | 'agency' | 'createdAt'>

type Named = { readonly agency: AgencyId; readonly id: string }

/** What partners wish to hear. Every change is audited. */
export type Subscriptions = {
  /** At most 2 s old; at once where this program changed them. */
  current(): Promise<SubscriptionsByAgency>
  /** In the order in which they were made. */
  ofAgency(agency: AgencyId): Promise<readonly Subscription[]>
  /** Null for another agency's too. */
  find(named: Named): Promise<Subscription | null>
  make(agency: AgencyId, terms: SubscriptionTerms, by: DecidedBy): Promise<Subscription>
  /** Null when there is none. */
  change(named: Named, terms: SubscriptionTerms, by: DecidedBy): Promise<Subscription | null>
  /** Whoever has removed its last one hears nothing. */
  remove(named: Named, by: DecidedBy): Promise<boolean>
}
