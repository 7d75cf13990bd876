import { type Agency, type Hearing, isSilent } from '@unefois/domain/agency.ts'
import type { Flaw } from '@unefois/domain/refusal.ts'
import type { Subscription } from '@unefois/domain/subscription.ts'
import { pointer } from '@unefois/schemas/pointer.ts'

const hearingOf = (agency: Agency, kind: Subscription['kinds'][number]): Hearing | null => {
  const entry = agency.hears[kind]
  // The table of kinds holds the pair together; the compiler cannot follow it.
  return isSilent(entry) ? null : (entry as Hearing)
}

/** What of a subscription its partner's agreement does not allow, or leaves out what cannot be left out. Pure. */
export const checkSubscription = (
  agency: Agency,
  { kinds, attributes }: Pick<Subscription, 'kinds' | 'attributes'>,
): readonly Flaw[] => {
  const hearings = kinds.map((kind) => hearingOf(agency, kind))
  const unheard = hearings.flatMap((hearing, i) =>
    hearing === null ? [{ pointer: pointer('kinds', i), code: 'kind-not-heard' }] : [],
  )
  const heard = hearings.filter((hearing) => hearing !== null)
  if (attributes === null || heard.length === 0) return unheard
  const agreed = new Set(heard.flatMap((hearing) => hearing.attributes))
  const outside = attributes.flatMap((attribute, i) =>
    agreed.has(attribute) ? [] : [{ pointer: pointer('attributes', i), code: 'attribute-outside-agreement' }],
  )
  const lacking = heard.some(({ required = [] }) => required.some((one) => !attributes.includes(one)))
  return [
    ...unheard,
    ...outside,
    ...(lacking ? [{ pointer: '/attributes', code: 'attributes-required' }] : []),
  ]
}
