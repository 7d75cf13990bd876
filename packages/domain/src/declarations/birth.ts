import type { Act, Sharing } from '../act.ts'
import type { Address } from '../address.ts'
import type { DeclarationBase } from '../declaration-base.ts'
import type { Consent, Identifiers, IsoDate, Name, Sex } from '../person.ts'

/** The attestation of whoever attended the birth (CCQ 111). */
export type BirthConstat = {
  readonly institutionCode: string
  readonly place: string
  readonly date: IsoDate
  /** `HH:MM`, local. */
  readonly time: string
  readonly sex: Sex
}

export type Child = {
  readonly name: Name
  readonly sex: Sex
  readonly birthDate: IsoDate
  readonly birthTime?: string
  readonly birthPlace: string
}

export type Parent = {
  readonly role: 'mother' | 'father' | 'parent'
  readonly name: Name
  readonly birthDate: IsoDate
  readonly birthPlace?: string
  readonly sex?: Sex
  readonly canadianCitizen?: boolean
  readonly identifiers: Identifiers
  readonly domicile: Address
  readonly consent?: Consent
  /** A protected person: the domicile is withheld where the agreement allows, and masked in every list. */
  readonly confidentialAddress?: boolean
}

/** One child: a multiple birth is as many declarations. */
export type Birth = DeclarationBase & {
  readonly kind: 'birth'
  readonly act: Act
  readonly constat: BirthConstat
  readonly child: Child
  /** One or two. */
  readonly parents: readonly Parent[]
  readonly sharing: Sharing
  /** Why it is declared more than 30 days after the birth (CCQ 113, 130). */
  readonly lateReason?: string
}

/** A birth is told of the child. */
export type BirthView = {
  readonly kind: 'birth'
  readonly index: 0
  readonly child: Child
  readonly parents: readonly Parent[]
  readonly constat: BirthConstat
  readonly act: Act
  readonly sharing: Sharing
  readonly lateReason?: string
}

export const viewsOfBirth = (birth: Birth): readonly BirthView[] => [
  {
    kind: 'birth',
    index: 0,
    child: birth.child,
    parents: birth.parents,
    constat: birth.constat,
    act: birth.act,
    sharing: birth.sharing,
    ...(birth.lateReason !== undefined && { lateReason: birth.lateReason }),
  },
]
