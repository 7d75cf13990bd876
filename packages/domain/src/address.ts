/** What is understood of an address, field by field; every field is there, empty where the address has none. */
export type AddressRecord = {
  readonly civicNumber: string
  /** A letter, or `½ ¼ ¾`. */
  readonly civicNumberSuffix: string
  /** `avenue`, `rue`, `boulevard`, …: in full, lower case. */
  readonly generic: string
  /** `de la`, `du`, `des`, … between generic and specific. */
  readonly link: string
  readonly specific: string
  /** `N S E O NE NO SE SO`. */
  readonly direction: string
  readonly unit: string
  readonly unitType: string
  readonly poBox: string
  readonly station: string
  readonly ruralRoute: string
  readonly municipality: string
  /** Two letters in Canada. */
  readonly province: string
  readonly postalCode: string
  readonly country: string
}

/** An address as agencies receive it. */
export type Address = {
  /** As they are written on an envelope, at least one. */
  readonly lines: readonly string[]
  /** `G1L 3K4` in Canada (upper case, one space); as typed elsewhere, empty where the country has none. */
  readonly postalCode: string
  /** ISO 3166-1 alpha-2, e.g. `CA`. */
  readonly country: string
  readonly record?: AddressRecord
}
