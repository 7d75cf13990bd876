import type { Address } from '../address.ts'
import type { DeclarationBase } from '../declaration-base.ts'
import type { Contact, IsoDate, Person } from '../person.ts'

/** What changes, for everyone who moves. */
export type Move = {
  /** The day on which the new address holds, in Québec. */
  readonly effectiveOn: IsoDate
  readonly oldAddress: Address
  readonly newAddress: Address
  /** Where to write, when it is not the domicile. */
  readonly mailingAddress?: Address
  /** Why mail is to go to a post-office box, where an agency takes one only for a serious reason. */
  readonly poBoxReason?: string
}

export type AddressChange = DeclarationBase & {
  readonly kind: 'address-change'
  readonly move: Move
  readonly persons: readonly Person[]
  readonly declarant: { readonly person: number; readonly contact: Contact }
  /** Partners that the declarant wishes to be told, or not. */
  readonly partners: readonly PartnerConsent[]
}

export type PartnerConsent = { readonly id: string; readonly consent: boolean }

/** What the declaration says about one of the persons: all that an agency's rules may look at. */
export type AddressChangeView = {
  readonly kind: 'address-change'
  /** Position in the declaration's `persons`. */
  readonly index: number
  readonly person: Person
  readonly move: Move
  /** Of the declarant; absent for the others who move along. */
  readonly contact?: Contact
  readonly partners: readonly PartnerConsent[]
  /** Whether this person declares for themself. */
  readonly isDeclarant: boolean
}

export const viewsOfAddressChange = (declaration: AddressChange): readonly AddressChangeView[] =>
  declaration.persons.map((person, index) => ({
    kind: 'address-change',
    index,
    person,
    move: declaration.move,
    partners: declaration.partners,
    isDeclarant: declaration.declarant.person === index,
    ...(declaration.declarant.person === index && { contact: declaration.declarant.contact }),
  }))
