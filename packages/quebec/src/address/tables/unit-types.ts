export type UnitType = {
  /** What a record holds. */
  readonly name: string
  /** In postal addresses (Canada Post, French). */
  readonly postal: string
  /** Also a word of streets and buildings: only a number may follow. */
  readonly weak: boolean
}

/** `name postal | other words`; a leading `~` marks a weak one. */
const table = `
app. APP | app appt apt apts appart appartement apartment apprt apart aprt ap logement log logis
bureau BUREAU | bureau bur office suite ste
unité UNITE | unite unit
~local LOCAL | local
~chambre CHAMBRE | chambre room rm chamb
~porte PORTE | porte door
~condo CONDO | condo
~loft LOFT | loft
~studio STUDIO | studio
~penthouse PH | penthouse ph
~bloc BLOC | bloc block
~lot LOT | lot
~terrain TERRAIN | terrain site emplacement espace
~entrée ENTREE | entree
`

export const unitTypeByWord: ReadonlyMap<string, UnitType> = new Map(
  table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [first = '', words = ''] = line.split(' | ')
      const [name = '', postal = ''] = first.replace('~', '').split(' ')
      const type = { name, postal, weak: first.startsWith('~') }
      return words.split(' ').map((word) => [word.toUpperCase(), type] as const)
    }),
)

/** `#4` says no type; in a declaration of where one lives it is an apartment. */
export const untyped = 'app.'

export const floor = 'étage'

/** Floors without a number, by what is typed, folded. */
export const namedFloors: ReadonlyMap<string, string> = new Map([
  ['RDC', 'rez-de-chaussée'],
  ['REZ DE CHAUSSEE', 'rez-de-chaussée'],
  ['GROUND FLOOR', 'rez-de-chaussée'],
  ['SOUS SOL', 'sous-sol'],
  ['SOUSSOL', 'sous-sol'],
  ['BASEMENT', 'sous-sol'],
  ['BSMT', 'sous-sol'],
])
