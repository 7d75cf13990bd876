import { foldName, lastWord } from '../fold.ts'
import type { Municipality } from './import-municipalities.ts'
import type { Place, Places } from './places.ts'

/** The same places with the official list on top: its names and codes win, and none of them is a former one. */
export const withMunicipalities = (places: Places, municipalities: readonly Municipality[]): Places => {
  const byKey = new Map(places.byKey)
  const former = new Map(places.former)
  for (const { name, code } of municipalities) {
    const key = foldName(name)
    const known: Place = byKey.get(key) ?? { ...nowhere, name }
    byKey.set(key, { ...known, name, accented: true, code })
    // Where the name is a borough's too (Ville-Marie), the postal code goes on telling which is meant.
    const elsewhere = (former.get(key) ?? []).filter(({ areas }) => areas.length > 0)
    if (elsewhere.length > 0) former.set(key, elsewhere)
    else former.delete(key)
  }
  const endings = new Set([...places.endings, ...[...byKey.keys()].map(lastWord)])
  return { ...places, byKey, former, endings }
}

const nowhere = { accented: true, areas: [], latitude: Number.NaN, longitude: Number.NaN }
