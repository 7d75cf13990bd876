/** An address understood. Every field is text, empty where the address has none. */
export type AddressRecord = {
  /** Digits; `1234-1236` for a range. */
  readonly civicNumber: string
  /** A capital letter, `bis`, or `¼`, `½`, `¾`. */
  readonly civicNumberSuffix: string
  /** The kind of street in full and lower case: `avenue`; in English outside Québec only: `street`. */
  readonly generic: string
  /** What joins it to the name: `de la`, `du`, `d'`. */
  readonly link: string
  /** `Montagne`, `3e`, `132`. For an address abroad, its lines as typed, one `\n` between two. */
  readonly specific: string
  /** `N`, `S`, `E`, `O`, `NE`, `NO`, `SE`, `SO`. */
  readonly direction: string
  readonly unit: string
  /** `app.`, `bureau`, `étage`: see `tables/unit-types.ts`. */
  readonly unitType: string
  readonly poBox: string
  /** The post office of a PO box: `Centre-Ville`. */
  readonly station: string
  /** The number of a rural route. */
  readonly ruralRoute: string
  readonly municipality: string
  /** Two letters in Canada and the United States: `QC`. */
  readonly province: string
  /** `G1L 3K4` in Canada; elsewhere as typed. */
  readonly postalCode: string
  /** ISO 3166-1 alpha-2: `CA`. */
  readonly country: string
}

export const addressFields = [
  'civicNumber',
  'civicNumberSuffix',
  'generic',
  'link',
  'specific',
  'direction',
  'unit',
  'unitType',
  'poBox',
  'station',
  'ruralRoute',
  'municipality',
  'province',
  'postalCode',
  'country',
] as const satisfies readonly (keyof AddressRecord)[]
