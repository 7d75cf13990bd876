import type { Act, Sharing } from '../act.ts'
import type { Address } from '../address.ts'
import type { DeclarationBase } from '../declaration-base.ts'
import type { Contact, Identifiers, IsoDate, Name, Sex } from '../person.ts'

export type Deceased = {
  readonly name: Name
  readonly sex: Sex
  readonly birthDate: IsoDate
  readonly birthPlace: string
  /** Needed by Élections Québec only. */
  readonly canadianCitizen?: boolean
  readonly identifiers: Identifiers
  readonly lastDomicile: Address
  /** A protected person: the domicile is withheld where the agreement allows, and masked in every list. */
  readonly confidentialAddress?: boolean
}

/** When and where. There is no field for the cause of death, here or anywhere: it is public health's alone. */
export type DeathFacts = {
  readonly date: IsoDate
  /** `HH:MM`, local. */
  readonly time: string
  readonly place: string
}

export type DeathDeclarant = {
  readonly name: Name
  readonly relation: string
  readonly contact: Contact
  readonly address: Address
}

export type Disposal = { readonly mode: string; readonly place: string }

export type Death = DeclarationBase & {
  readonly kind: 'death'
  readonly act: Act
  readonly deceased: Deceased
  readonly death: DeathFacts
  readonly declarant: DeathDeclarant
  readonly disposal: Disposal
  readonly sharing: Sharing
}

/** A death is told of the deceased. */
export type DeathView = {
  readonly kind: 'death'
  readonly index: 0
  readonly person: Deceased
  readonly death: DeathFacts
  readonly declarant: DeathDeclarant
  readonly disposal: Disposal
  readonly act: Act
  readonly sharing: Sharing
}

export const viewsOfDeath = ({
  deceased,
  death,
  declarant,
  disposal,
  act,
  sharing,
}: Death): readonly DeathView[] => [
  { kind: 'death', index: 0, person: deceased, death, declarant, disposal, act, sharing },
]
