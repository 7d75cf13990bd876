/** An address as agencies receive it. */
export type Address = {
  /** As typed by the declarant, one string a line; at least one. */
  readonly lines: readonly string[]
  /** `G1L 3K4` in Canada (upper case, one space); as typed elsewhere. */
  readonly postalCode: string
  /** ISO 3166-1 alpha-2, e.g. `CA`. */
  readonly country: string
}
