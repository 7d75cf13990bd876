import { saintsInFull } from '../fold.ts'
import { kilometresBetween } from '../places/kilometres-between.ts'
import type { FormerPlace, Place, Places } from '../places/places.ts'

/** What the tables say of a name beside a postal code. */
export type JudgedPlace = {
  /** As the municipality is written; '' when no table knows the name. */
  readonly name: string
  readonly known: boolean
  /** `open`: nothing speaks for it or against it. */
  readonly verdict: 'agrees' | 'open' | 'contradicts'
}

const unknown: JudgedPlace = { name: '', known: false, verdict: 'open' }

/** Judges a folded name of Québec beside a postal code (`G1L 3K4`, or '' when there is none). */
export const judgePlace = (folded: string, code: string, places: Places): JudgedPlace => {
  const key = withoutTitle(saintsInFull(folded))
  const former = places.former.get(key)
  const place = places.byKey.get(key)
  if (former === undefined && place === undefined) return unknown
  const compact = code.replace(' ', '')
  const taken = former?.find((each) => standsThere(each, code, compact, places))
  if (taken !== undefined)
    return { name: taken.municipality, known: true, verdict: code === '' ? 'open' : 'agrees' }
  if (place === undefined)
    return { name: former?.[0]?.municipality ?? '', known: true, verdict: 'contradicts' }
  return {
    name: place.name,
    known: true,
    verdict: code === '' ? 'open' : verdictOf(key, place, code, places),
  }
}

const titles =
  /^(?:(?:VILLE|MUNICIPALITE|MUN|PAROISSE|VILLAGE|CITY|TOWN|SECTEUR|QUARTIER|ARRONDISSEMENT|ARR) (?:DE|D|DU|OF)|SECTEUR|QUARTIER|ARRONDISSEMENT|ARR) /

/** `VILLE DE GATINEAU` → `GATINEAU`; a place whose name begins so (Ville-Marie) is looked for as it is first. */
export const withoutTitle = (key: string): string => (untouchable.has(key) ? key : key.replace(titles, ''))

const untouchable: ReadonlySet<string> = new Set(
  [
    'VILLE MARIE',
    'VILLE EMARD',
    'VILLE MONT ROYAL',
    'VILLE DE MONT ROYAL',
    'VILLE LASALLE',
    'VILLE SAINT LAURENT',
  ].concat(['TOWN OF MOUNT ROYAL', 'VILLE DE LAC BROME', 'VILLAGE SAINT PIERRE', 'VILLE D ANJOU']),
)

const standsThere = (former: FormerPlace, code: string, compact: string, places: Places): boolean => {
  if (code === '') return former.areas.length === 0
  if (former.areas.length > 0) return former.areas.some((area) => compact.startsWith(area))
  return holds(former.key, code, places)
}

/** Whether a municipality's own codes, or those of the places that it took in, are in the code's area. */
const holds = (key: string, code: string, places: Places): boolean => {
  const area = code.slice(0, 3)
  return (
    (places.byKey.get(key)?.areas.includes(area) ?? false) || (places.absorbed.get(key)?.has(area) ?? false)
  )
}

const verdictOf = (key: string, place: Place, code: string, places: Places): JudgedPlace['verdict'] => {
  const area = code.slice(0, 3)
  const rural = places.rural.get(code)
  const there = rural === undefined ? places.urban.get(area) : [rural]
  if (there?.some((other) => other === key || (rural !== undefined && sameName(key, other))) === true)
    return 'agrees'
  if (there?.some((other) => standsFor(other, key, code, places)) === true) return 'agrees'
  // GeoNames gives each rural code to one place, the post to all around: J0R 1H0 is Morin-Heights and Mille-Isles.
  if (rural !== undefined && place.areas.includes(area) && near(place, places.byKey.get(rural)))
    return 'agrees'
  if (rural === undefined && holds(key, code, places)) return 'agrees'
  if (place.areas.length > 0) return 'contradicts'
  if (there === undefined || Number.isNaN(place.latitude)) return 'open'
  return there.some((other) => near(place, places.byKey.get(other))) ? 'open' : 'contradicts'
}

/** Homonyms in the country: GeoNames says Saint-Isidore-de-Laprairie where everybody says Saint-Isidore. */
const sameName = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `)

/** Whether the place at a code is one that the municipality took in. */
const standsFor = (other: string, key: string, code: string, places: Places): boolean =>
  places.former.get(other)?.some((former) => {
    const compact = code.replace(' ', '')
    const fits = former.areas.length === 0 || former.areas.some((area) => compact.startsWith(area))
    return fits && former.key === key
  }) ?? false

/** The coordinates are those of post offices, good to some 20 km in the country. */
const near = (one: Place, other: Place | undefined): boolean =>
  other !== undefined && kilometresBetween(one, other) < 30
