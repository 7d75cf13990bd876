import { capitaliseName } from '../capitalise.ts'
import { foldName, lastWord } from '../fold.ts'
import { csvRows } from './csv-rows.ts'
import type { FormerPlace, Place, Places } from './places.ts'

export type PlaceTables = {
  readonly places: string
  readonly postalAreas: string
  readonly formerPlaces: string
}

/** Census tracts and other entries of GeoNames that are no places. */
const noPlace = /^(?:Ct \d|Mailing Municipality|Em-1-|Athlete)/

/** The three tables of `data/`, as text, in the form the rules use. */
export const placesFromTables = (tables: PlaceTables): Places => {
  const byKey = new Map<string, Place>()
  for (const row of csvRows(tables.places)) {
    if (noPlace.test(row['place'] ?? '')) continue
    const place = placeOf(row)
    byKey.set(foldName(place.name), place)
  }
  const former = new Map<string, FormerPlace[]>()
  for (const row of csvRows(tables.formerPlaces)) {
    const key = foldName(row['name'] ?? '')
    const municipality = row['municipality'] ?? ''
    const entry = { municipality, key: foldName(municipality), areas: words(row['areas']) }
    former.set(key, [...(former.get(key) ?? []), entry])
    if (!byKey.has(entry.key)) byKey.set(entry.key, unmapped(municipality))
  }
  const endings = new Set([...byKey.keys(), ...former.keys()].map(lastWord))
  return { byKey, former, endings, ...postalAreas(tables.postalAreas, former) }
}

const words = (text = ''): string[] => text.split(' ').filter((word) => word !== '')

const placeOf = (row: Readonly<Record<string, string>>): Place => {
  const typed = (row['place'] ?? '')
    .replace(/'S\b/g, "'s")
    .replace(/\bSt-/g, 'Saint-')
    .replace(/\bSte-/g, 'Sainte-')
  // GeoNames says of Perce and Riviere-Bleue too that they have their accents.
  const accented = row['accents'] === 'yes' && /[\u0080-\uffff]/.test(typed)
  return {
    name: accented ? typed : capitaliseName(typed),
    accented,
    areas: words(row['areas']),
    latitude: Number(row['latitude']),
    longitude: Number(row['longitude']),
  }
}

const unmapped = (name: string): Place => ({
  name,
  accented: true,
  areas: [],
  latitude: Number.NaN,
  longitude: Number.NaN,
})

const postalAreas = (table: string, former: ReadonlyMap<string, readonly FormerPlace[]>) => {
  const urban = new Map<string, string[]>()
  const rural = new Map<string, string>()
  const absorbed = new Map<string, Set<string>>()
  for (const row of csvRows(table)) {
    const code = row['code'] ?? ''
    const key = foldName(row['place'] ?? '')
    if (row['kind'] === 'rural code') rural.set(code, key)
    else urban.set(code, [...(urban.get(code) ?? []), key])
    for (const { key: city, areas } of former.get(key) ?? []) {
      if (areas.length > 0 && !areas.some((area) => code.startsWith(area))) continue
      absorbed.set(city, (absorbed.get(city) ?? new Set()).add(code.slice(0, 3)))
    }
  }
  return { urban, rural, absorbed }
}
