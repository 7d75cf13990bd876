/** Why an address is not certain: each names one thing to ask the declarant. The sentences belong to `schemas`. */
export const addressReasons = [
  /** No number before the street. */
  'civic-number-missing',
  /** `10-12`: two buildings, or unit 10 of number 12? A number after the street, or two numbers before it. */
  'civic-number-unclear',
  'street-missing',
  /** `1234 Saint-Denis`: street, avenue or boulevard? */
  'street-type-missing',
  /** Two streets, a corner, a number inside the name, or more words than a name has. */
  'street-unclear',
  /** A word for a unit without its number, or a number that may be one. */
  'unit-unclear',
  'several-units',
  'municipality-missing',
  /** Where the street's name ends and the municipality begins cannot be told, or the name looks misspelt. */
  'municipality-unclear',
  /** The postal code belongs to another place. */
  'municipality-contradiction',
  'postal-code-missing',
  /** Letters or digits that no Canadian postal code has there. */
  'postal-code-impossible',
  /** H0H 0H0. */
  'postal-code-not-real',
  /** Two different ones. */
  'postal-code-ambiguous',
  /** The postal code belongs to another province. */
  'province-contradiction',
  'province-missing',
  'country-missing',
  /** A country and a postal code of another. */
  'country-contradiction',
  /** Words that have no place in an address as we understand it. */
  'part-not-understood',
] as const

export type AddressReason = (typeof addressReasons)[number]

/** Why nothing can be made of it. */
export const addressRefusals = [
  'address-empty',
  /** More than 500 characters. */
  'address-too-long',
  /** More than 10 lines. */
  'address-too-many-lines',
  /** Neither street, PO box, known place nor postal code. */
  'address-not-understood',
] as const

export type AddressRefusal = (typeof addressRefusals)[number]
