import { foldWord } from '../fold.ts'

/**
 * Kinds of streets, one a line: `name gender strength | French abbreviations | English words`. The name is the code
 * under which French and English words match. Strength `1`: at the start of a part it can only begin a street; `2`:
 * it begins names of buildings and places as well (`place`, `carré`) and so needs a number before it.
 * Drawn from the generics of Québec's Commission de toponymie.
 */
const french = `
rue f 1 | r | street st str
avenue f 1 | av ave aven avn | avenue av ave aven
boulevard m 1 | boul bd bld blv blvd bvd boulv boule bl | boulevard blvd boul blv bvd
chemin m 1 | ch chem che chm | road rd
route f 1 | rte rt | route rte
autoroute f 1 | aut autor | autoroute expressway expy freeway
rang m 1 | rg rng | range rg
montée f 1 | mtee mte |
côte f 2 | |
allée f 1 | all | alley
croissant m 1 | crois croiss cr |
impasse f 1 | imp |
promenade f 1 | prom | promenade prom
place f 2 | pl | place pl
terrasse f 1 | terr tsse | terrace terr ter
ruelle f 1 | rle |
sentier m 1 | sent | trail trl
passage m 1 | pass | passage
cercle m 1 | | circle cir circ
carré m 2 | car |
square m 2 | sq | square sq
cour f 2 | | court ct
cours m 2 | crs |
pmail m 2 | | mall
esplanade f 2 | espl | esplanade espl
quai m 2 | | quay wharf
concession f 1 | conc | concession conc
ligne f 1 | | line
traverse f 1 | trav | crossing cross
descente f 1 | desc |
desserte f 1 | | 
échangeur m 1 | | 
cul-de-sac m 1 | cds |
carrefour m 2 | carref | 
rond-point m 1 | rdpt | roundabout
chaussée f 1 | |
circuit m 1 | circt | 
boucle f 1 | | loop
trait-carré m 1 | |
trécarré m 1 | |
domaine m 2 | dom |
jardin m 2 | jard | 
jardins m 2 | |
hameau m 2 | |
faubourg m 2 | fg |
venelle f 1 | |
voie f 1 | | 
anse f 2 | |
baie f 2 | |
plage f 2 | |
pointe f 2 | |
coteau m 2 | |
butte f 2 | |
colline f 2 | |
berge f 1 | | 
grève f 1 | |
corniche f 1 | |
rampe f 1 | |
raccourci m 1 | |
détour m 1 | |
tournant m 1 | |
bretelle f 1 | |
jetée f 1 | | pier
enclave f 2 | |
clos m 2 | | close
cité f 2 | |
village m 2 | |
plateau m 2 | |
parvis m 2 | |
galerie f 2 | |
placette f 2 | |
portage m 2 | |
passerelle f 1 | | walkway
pont m 2 | |
viaduc m 1 | | overpass
tunnel m 2 | |
versant m 2 | |
vallon m 2 | |
ravin m 2 | |
crête f 2 | |
sommet m 2 | |
belvédère m 2 | |
débarcadère m 2 | |
lotissement m 2 | |
rive f 2 | |
rivage m 2 | |
`

/** More English words; those without a French counterpart are kept in English in Québec too. */
const english = `
highway=route hwy|drive=promenade dr|crescent=croissant cres cresc crt cr|lane ln|way wy|row|gardens gdns|gate|heights hts|hill|park|parkway pkwy|path|private pvt|ridge rdg|grove grv|green grn
mews|walk|landing lndg|manor mnr|bay|cove|point pt|run|view|wood|common|estates|field|glen|hollow|island|key
knoll|link|meadow|orchard|pines|ramp|rise|shore|sideroad|springs|villas|vista|townline|bypass|bend|chase|bluff
`

export type Generic = {
  /** In full, lower case: what a record holds. */
  readonly name: string
  /** The French name if it has one: what match keys hold. */
  readonly code: string
  readonly feminine: boolean
  /** It can only begin a street. */
  readonly strong: boolean
}

const lines = french
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((column) => column.trim()))

/** By what may stand before a street's name, folded. */
export const genericBefore: ReadonlyMap<string, Generic> = new Map(
  lines.flatMap(([first = '', abbreviations = '']) => {
    const [name = '', gender, strength] = first.split(' ')
    const generic = { name, code: name, feminine: gender === 'f', strong: strength === '1' }
    return [name, ...abbreviations.split(' ').filter(Boolean)].map(
      (word) => [foldWord(word), generic] as const,
    )
  }),
)

const englishOnly: readonly (readonly [string, Generic])[] = english
  .trim()
  .split(/[|\n]/)
  .flatMap((entry) => {
    const [written = '', ...abbreviations] = entry.trim().split(' ')
    const [name = '', code = name] = written.split('=')
    const generic = { name, code, feminine: false, strong: true }
    return [name, ...abbreviations].map((word) => [foldWord(word), generic] as const)
  })

/** By what may stand after a street's name in English, folded. */
export const genericAfter: ReadonlyMap<string, Generic> = new Map([
  ...lines.flatMap(([first = '', , words = '']) => {
    const [code = '', gender] = first.split(' ')
    const [name = '', ...abbreviations] = words.split(' ').filter(Boolean)
    const generic = { name, code, feminine: gender === 'f', strong: true }
    return [name, ...abbreviations].filter(Boolean).map((word) => [foldWord(word), generic] as const)
  }),
  ...englishOnly,
])

/** By a record's generic, French or English. */
export const genericByName: ReadonlyMap<string, Generic> = new Map([
  ...[...genericAfter.values()].map((generic) => [generic.name, generic] as const),
  ...[...genericBefore.values()].map((generic) => [generic.name, generic] as const),
])
