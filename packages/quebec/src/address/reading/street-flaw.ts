import type { AddressReason } from '../address-reasons.ts'
import { genericBefore } from '../tables/generics.ts'
import type { Token } from '../token.ts'

const most = 7
const numberedKinds: ReadonlySet<string> = new Set(
  'RANG ROUTE LIGNE AUTOROUTE CONCESSION RANGS RG RTE'.split(' '),
)
const corner: ReadonlySet<string> = new Set(
  'COIN ANGLE ANG ET AND PRES NEAR INTERSECTION VIS FACE DERRIERE'.split(' '),
)
const particle = /^(?:DU|DE|LA|LE|LES|DES|L|D|AU|VIEUX|VIEILLE|GRANDE?|PETITE?|\d+(?:E|EME|IEME))$/
const unitWords: ReadonlySet<string> = new Set(
  'APP APT APPT APPARTEMENT APARTMENT SUITE BUREAU UNIT UNITE LOCAL LOGEMENT ETAGE FLOOR BLOC PORTE CONDO LOFT CHAMBRE RDC CP BP'.split(
    ' ',
  ),
)
const fullDirection = /^(?:NORD|SUD|EST|OUEST|NORTH|SOUTH|EAST|WEST)$/
const building = /^(?:COMPLEXE|EDIFICE|TOUR|RESIDENCE|PAVILLON|IMMEUBLE|BATIMENT)$/
const strange = /[@=?<>{}_\\/&%+~^$€£;]/

/** What makes the words of a name doubtful: numbers among them, a second street, a corner, too many of them. */
export const streetFlaw = (name: readonly Token[]): AddressReason | undefined => {
  if (name.length > most) return 'street-unclear'
  for (const [index, { key, text }] of name.entries()) {
    if (strange.test(text) || strange.test(key)) return 'street-unclear'
    // A stray letter, no initial (`J.`) nor an apostrophe left out (`l eau`).
    if (name.length > 1 && /^[B-CE-KM-Z]$/.test(text.toUpperCase())) return 'street-unclear'
    const before = name[index - 1]?.key ?? ''
    if (/\d/.test(key) && !/^\d{1,3}(?:E|RE|ER|ERE|EME|IEME)?(?: |$)/.test(key)) return 'street-unclear'
    if (/^\d/.test(key) && /^\d+$/.test(key) && !numberedKinds.has(before)) return 'street-unclear'
    if (index === 0) continue
    if (corner.has(key) && key !== 'ET') return 'street-unclear'
    // `rue Laurier Ouest Tour Nord`: the street has ended before.
    const ended = index < name.length - 1 && fullDirection.test(key)
    if ((ended || building.test(key)) && !particle.test(before)) return 'street-unclear'
    // `rue Principale bloc`: a unit that was not understood.
    if (unitWords.has(key) && !particle.test(before)) return 'street-unclear'
    if (key === 'ET' && genericBefore.get(name[index + 1]?.key ?? '')?.strong === true)
      return 'street-unclear'
    // `rue du Boulevard` is a name, `rue Principale rue Saint-Jean` is two.
    const kind = genericBefore.get(key)
    if (kind?.strong === true && key.length > 2 && !particle.test(before)) return 'street-unclear'
  }
  return undefined
}
