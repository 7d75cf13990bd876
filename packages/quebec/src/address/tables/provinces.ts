import { lastWord } from '../fold.ts'

/** What a province is called, folded (see `fold.ts`); `QUEBEC` is a city too and is told apart elsewhere. */
const names: Readonly<Record<string, readonly string[]>> = {
  QC: ['QC', 'QUE', 'PQ', 'QBC', 'PROVINCE DE QUEBEC', 'PROVINCE OF QUEBEC'],
  ON: ['ON', 'ONT', 'ONTARIO'],
  NB: ['NB', 'N B', 'NOUVEAU BRUNSWICK', 'NEW BRUNSWICK'],
  NS: ['NS', 'N S', 'NE', 'N E', 'NOUVELLE ECOSSE', 'NOVA SCOTIA'],
  PE: ['PE', 'PEI', 'IPE', 'I P E', 'ILE DU PRINCE EDOUARD', 'PRINCE EDWARD ISLAND'],
  NL: [
    'NL',
    'NF',
    'TNL',
    'T N L',
    'TERRE NEUVE ET LABRADOR',
    'TERRE NEUVE',
    'NEWFOUNDLAND AND LABRADOR',
    'NEWFOUNDLAND',
  ],
  MB: ['MB', 'MAN', 'MANITOBA'],
  SK: ['SK', 'SASK', 'SASKATCHEWAN'],
  AB: ['AB', 'ALB', 'ALTA', 'ALBERTA'],
  BC: ['BC', 'CB', 'C B', 'B C', 'COLOMBIE BRITANNIQUE', 'BRITISH COLUMBIA'],
  YT: ['YT', 'YUKON'],
  NT: ['NT', 'NWT', 'TNO', 'TERRITOIRES DU NORD OUEST', 'NORTHWEST TERRITORIES'],
  NU: ['NU', 'NUNAVUT'],
}

export const provinceByName: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([code, written]) => written.map((name) => [name, code] as const)),
)

/** The last words of all these names. */
export const provinceEndings: ReadonlySet<string> = new Set([...provinceByName.keys()].map(lastWord))

/** As written in French, in the place of "(Québec)". */
export const provinceInFrench: Readonly<Record<string, string>> = {
  QC: 'Québec',
  ON: 'Ontario',
  NB: 'Nouveau-Brunswick',
  NS: 'Nouvelle-Écosse',
  PE: 'Île-du-Prince-Édouard',
  NL: 'Terre-Neuve-et-Labrador',
  MB: 'Manitoba',
  SK: 'Saskatchewan',
  AB: 'Alberta',
  BC: 'Colombie-Britannique',
  YT: 'Yukon',
  NT: 'Territoires du Nord-Ouest',
  NU: 'Nunavut',
}

const byFirstLetter: Readonly<Record<string, string>> = {
  A: 'NL',
  B: 'NS',
  C: 'PE',
  E: 'NB',
  G: 'QC',
  H: 'QC',
  J: 'QC',
  K: 'ON',
  L: 'ON',
  M: 'ON',
  N: 'ON',
  P: 'ON',
  R: 'MB',
  S: 'SK',
  T: 'AB',
  V: 'BC',
  Y: 'YT',
}

/** The province of a Canadian postal code, '' when it names none: X is shared by NT and NU. */
export const provinceOfPostalCode = (code: string): string =>
  code.startsWith('X') ? (/^X0[ABC]/.test(code) ? 'NU' : 'NT') : (byFirstLetter[code.charAt(0)] ?? '')
