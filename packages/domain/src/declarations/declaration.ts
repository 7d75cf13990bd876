import type { Language } from '../bilingual.ts'
import type { IsoDate } from '../person.ts'
import { type AddressChange, type AddressChangeView, viewsOfAddressChange } from './address-change.ts'

/** How the declaration reached us. */
export type Channel = 'web' | 'phone' | 'counter' | 'registry' | 'api'

export type DeclarationBase = {
  readonly channel: Channel
  /** Of the notices to the declarant. */
  readonly language: Language
}

/** One line here, and one file beside, for each kind. */
export type Declaration = AddressChange
export type PersonView = AddressChangeView

export type Kind = Declaration['kind']
export type ViewOf<K extends Kind> = Extract<PersonView, { kind: K }>
export const kinds: readonly Kind[] = ['address-change']

/** One view for each person about whom the declaration says something; each becomes one person event. */
export const viewsOf = (declaration: Declaration): readonly PersonView[] => {
  switch (declaration.kind) {
    case 'address-change':
      return viewsOfAddressChange(declaration)
  }
}

/** The day on which what is declared holds, in Québec. */
export const effectiveDay = (declaration: Declaration): IsoDate => {
  switch (declaration.kind) {
    case 'address-change':
      return declaration.move.effectiveOn
  }
}
