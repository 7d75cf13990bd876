import type { AddressChangeView, PartnerConsent } from '@unefois/domain/declarations/address-change.ts'

/** Whether the declarant agreed that this partner be told. */
export const agreedTo = (partners: readonly PartnerConsent[], partner: string): boolean =>
  partners.some(({ id, consent }) => id === partner && consent)

/**
 * The attribute `consent` of a move. An adult who moves along consents for themself, and how and when goes with
 * it; for the declarant and minors the declaration itself is the consent.
 */
export const consentToPass = ({ person, isDeclarant }: AddressChangeView) => ({
  given: true as const,
  ...(!isDeclarant && person.consent?.given && { method: person.consent.method, at: person.consent.at }),
})
