export type Sex = 'F' | 'M' | 'X'

/** A calendar day, `YYYY-MM-DD`, meant in Québec. */
export type IsoDate = string
/** An instant, RFC 3339. */
export type IsoInstant = string

export type Name = {
  readonly surname: string
  readonly given: string
  readonly otherGiven?: readonly string[]
}

/**
 * Identifiers as the declarant gave them, normalised: NAS nine digits, NAM four letters and eight digits,
 * permis one letter and twelve digits. In clear only in memory and under the declaration's key.
 */
export type Identifiers = {
  readonly nas?: string
  readonly nam?: string
  readonly permis?: string
  /** The person's file number at an agency, by agency id (`mess`, `cnesst`, …). */
  readonly fileNumbers?: Readonly<Record<string, string>>
}

/** What an adult other than the declarant agreed to, and how that is known. */
export type Consent = {
  readonly given: boolean
  readonly method: string
  readonly at: IsoInstant
}

export type Person = {
  readonly name: Name
  readonly birthDate: IsoDate
  readonly sex: Sex
  /** Needed by Élections Québec only. */
  readonly canadianCitizen?: boolean
  readonly identifiers: Identifiers
  readonly consent?: Consent
  /** A protected person: the address is withheld where the agreement allows, and masked in every list. */
  readonly confidentialAddress?: boolean
}

export type Contact = { readonly email?: string; readonly phone?: string }
