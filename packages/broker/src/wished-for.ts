import type { Address } from '@unefois/domain/address.ts'
import type { Attribute } from '@unefois/domain/attribute.ts'
import type { PersonView } from '@unefois/domain/declarations/declaration.ts'
import type { Subscription, SubscriptionFilter } from '@unefois/domain/subscription.ts'
import { foldText } from './fold-text.ts'

/** What a partner's subscriptions make of a person event. */
export type Wish =
  /** Null: all that its agreement allows. */
  | { readonly wished: true; readonly attributes: readonly Attribute[] | null }
  | { readonly wished: false; readonly reason: 'not-subscribed' | 'outside-its-filter' }

/** Where the persons will live, were born to, or lived last; without an address that is confidential. */
const domicilesOf = (view: PersonView): readonly Address[] => {
  switch (view.kind) {
    case 'address-change':
      return view.person.confidentialAddress === true ? [] : [view.move.newAddress]
    case 'birth':
      return view.parents
        .filter(({ confidentialAddress }) => confidentialAddress !== true)
        .map(({ domicile }) => domicile)
    case 'death':
      return view.person.confidentialAddress === true ? [] : [view.person.lastDomicile]
  }
}

/** What is not known of an address in Canada may be anywhere, here too, as partners' own rules have it. */
const liesIn =
  ({ municipalities, provinces }: SubscriptionFilter) =>
  ({ record, country }: Address): boolean => {
    const matches = (wanted: readonly string[] | null, found: string | undefined): boolean => {
      if (wanted === null) return true
      if (found === undefined || found === '') return country === 'CA'
      return wanted.some((one) => foldText(one) === foldText(found))
    }
    return matches(municipalities, record?.municipality) && matches(provinces, record?.province)
  }

const isEverywhere = ({ municipalities, provinces }: SubscriptionFilter): boolean =>
  municipalities === null && provinces === null

const unionOf = (subscriptions: readonly Subscription[]): readonly Attribute[] | null => {
  const lists = subscriptions.map(({ attributes }) => attributes)
  return lists.some((list) => list === null) ? null : [...new Set(lists.flatMap((list) => list ?? []))]
}

/**
 * Whether a partner wishes to hear of a person event: one active subscription to the kind is enough, and several add
 * up. Where an address is confidential, being told under a filter would tell where it is: then the filter fails. Pure.
 */
export const wishedFor = (subscriptions: readonly Subscription[], view: PersonView): Wish => {
  const toKind = subscriptions.filter(({ state, kinds }) => state === 'active' && kinds.includes(view.kind))
  if (toKind.length === 0) return { wished: false, reason: 'not-subscribed' }
  const domiciles = domicilesOf(view)
  const matching = toKind.filter(({ filter }) => isEverywhere(filter) || domiciles.some(liesIn(filter)))
  if (matching.length === 0) return { wished: false, reason: 'outside-its-filter' }
  return { wished: true, attributes: unionOf(matching) }
}
