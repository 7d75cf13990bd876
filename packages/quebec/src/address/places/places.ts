/** A municipality, or a place that the post knows. */
export type Place = {
  readonly name: string
  /** Whether `name` has its accents. */
  readonly accented: boolean
  /** Postal areas (three characters) where it has codes; none: unknown. */
  readonly areas: readonly string[]
  /** Degrees. */
  readonly latitude: number
  readonly longitude: number
  /** The geographic code of the official list: five characters, leading zeros kept. */
  readonly code?: string
}

/** What a borough, former municipality or other spelling stands for. */
export type FormerPlace = {
  readonly municipality: string
  /** That municipality's key. */
  readonly key: string
  /** The beginnings of postal codes where it does; none: wherever the municipality's own are. */
  readonly areas: readonly string[]
}

/** Everything the rules know of Québec's places; names are keyed as by `foldName`. */
export type Places = {
  readonly byKey: ReadonlyMap<string, Place>
  readonly former: ReadonlyMap<string, readonly FormerPlace[]>
  /** By urban postal area, the keys of the places its codes lie in. */
  readonly urban: ReadonlyMap<string, readonly string[]>
  /** By rural postal code, the key of its place. */
  readonly rural: ReadonlyMap<string, string>
  /** The last words of all names, former ones too. */
  readonly endings: ReadonlySet<string>
  /** By a municipality's key, the postal areas of the places that it took in. */
  readonly absorbed: ReadonlyMap<string, ReadonlySet<string>>
}
