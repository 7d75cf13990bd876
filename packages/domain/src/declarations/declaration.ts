import type { Identifiers, IsoDate, Name } from '../person.ts'
import { type AddressChange, type AddressChangeView, viewsOfAddressChange } from './address-change.ts'
import { type Birth, type BirthView, viewsOfBirth } from './birth.ts'
import { type Death, type DeathView, viewsOfDeath } from './death.ts'

/** One line here, and one file beside, for each kind. */
export type Declaration = AddressChange | Birth | Death
export type PersonView = AddressChangeView | BirthView | DeathView

export type Kind = Declaration['kind']
export type ViewOf<K extends Kind> = Extract<PersonView, { kind: K }>
export const kinds: readonly Kind[] = ['address-change', 'birth', 'death']

/** One view for each person about whom the declaration says something; each becomes one person event. */
export const viewsOf = (declaration: Declaration): readonly PersonView[] => {
  switch (declaration.kind) {
    case 'address-change':
      return viewsOfAddressChange(declaration)
    case 'birth':
      return viewsOfBirth(declaration)
    case 'death':
      return viewsOfDeath(declaration)
  }
}

/** The day on which what is declared holds, in Québec: of the move, the birth or the death. */
export const effectiveDay = (view: PersonView): IsoDate => {
  switch (view.kind) {
    case 'address-change':
      return view.move.effectiveOn
    case 'birth':
      return view.child.birthDate
    case 'death':
      return view.death.date
  }
}

/** By what a view's person is known. A newborn has no identifiers yet. */
export const knownBy = (view: PersonView): { name: Name; birthDate: IsoDate; identifiers: Identifiers } =>
  view.kind === 'birth' ? { ...view.child, identifiers: {} } : view.person
