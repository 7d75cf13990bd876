import type { SubscriptionTerms } from '@unefois/broker/ports/subscriptions.ts'
import type { Kind } from '@unefois/domain/declarations/declaration.ts'
import type { SubscriptionFilter } from '@unefois/domain/subscription.ts'
import type {
  SubscriptionPatch,
  SubscriptionRequest,
} from '@unefois/schemas/requests/subscription-request.ts'
import type { z } from 'zod'

type Asked = z.output<typeof SubscriptionRequest>
type Patched = z.output<typeof SubscriptionPatch>

const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)]

const filterOf = (filter: Asked['filter']): SubscriptionFilter => ({
  municipalities: filter?.municipalities ?? null,
  provinces: filter?.provinces ?? null,
})

export const termsOf = ({ kinds, purpose, attributes, filter, state }: Asked): SubscriptionTerms => ({
  // The contract names the same kinds.
  kinds: unique(kinds) as readonly Kind[],
  purpose,
  attributes: attributes ?? null,
  filter: filterOf(filter),
  state: state ?? 'active',
})

/** What is not named stays; null takes a limit away. */
export const patchedTerms = (
  current: SubscriptionTerms,
  { kinds, purpose, attributes, filter, state }: Patched,
): SubscriptionTerms => ({
  kinds: kinds === undefined ? current.kinds : (unique(kinds) as readonly Kind[]),
  purpose: purpose ?? current.purpose,
  attributes: attributes === undefined ? current.attributes : attributes,
  filter: filter === undefined ? current.filter : filterOf(filter),
  state: state ?? current.state,
})
