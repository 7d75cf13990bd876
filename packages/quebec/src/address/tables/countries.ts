import { foldWord, lastWord } from '../fold.ts'

const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH ' +
  'CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FO FR GA GB GD GE GF GG GH GI GL GM ' +
  'GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ ' +
  'LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI ' +
  'NL NO NP NR NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO ' +
  'SR SS ST SV SY SZ TC TD TG TH TJ TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ' +
  'ZA ZM ZW'

const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  CA: ['CAN', 'CDN'],
  US: ['USA', 'US', 'ETATS UNIS D AMERIQUE', 'UNITED STATES OF AMERICA', 'E U', 'EU', 'E U A', 'EUA'],
  GB: [
    'UK',
    'ANGLETERRE',
    'ENGLAND',
    'ECOSSE',
    'SCOTLAND',
    'PAYS DE GALLES',
    'WALES',
    'GRANDE BRETAGNE',
    'GREAT BRITAIN',
  ],
  NL: ['HOLLANDE', 'HOLLAND', 'THE NETHERLANDS'],
  CI: ['IVORY COAST'],
  DE: ['DEUTSCHLAND'],
  ES: ['ESPANA'],
  IT: ['ITALIA'],
  CH: ['SUISSE', 'SCHWEIZ'],
  HK: ['HONG KONG', 'HONGKONG'],
  AE: ['EMIRATS ARABES UNIS', 'UAE'],
  CZ: ['REPUBLIQUE TCHEQUE', 'CZECH REPUBLIC'],
  KR: ['COREE', 'KOREA', 'SOUTH KOREA'],
  VN: ['VIETNAM', 'VIET NAM'],
  CD: ['REPUBLIQUE DEMOCRATIQUE DU CONGO'],
  MX: ['MEXICO'],
}

/** Country names in French and English (CLDR, through `Intl`), folded, to ISO 3166-1 alpha-2. */
export const countryByName: ReadonlyMap<string, string> = (() => {
  const found = new Map<string, string>()
  const french = new Intl.DisplayNames(['fr'], { type: 'region' })
  const english = new Intl.DisplayNames(['en'], { type: 'region' })
  for (const code of codes.split(' ')) {
    for (const name of [french.of(code), english.of(code)])
      if (name !== undefined) found.set(foldWord(name), code)
  }
  for (const [code, names] of Object.entries(alsoCalled)) for (const name of names) found.set(name, code)
  return found
})()

/** The last words of all these names. */
export const countryEndings: ReadonlySet<string> = new Set([...countryByName.keys()].map(lastWord))

const french = new Intl.DisplayNames(['fr'], { type: 'region' })

/** `FR` → `FRANCE`, as the last line of a letter sent from Canada. */
export const countryLine = (code: string): string => (french.of(code) ?? code).toUpperCase()

/** Countries whose addresses have no postal code, or often none. */
export const withoutPostalCodes: ReadonlySet<string> = new Set(
  'AE AO BJ BF BI BW BS BZ CD CF CG CI CM DJ DM ER FJ GA GD GH GM GN GQ GY HK HT IE JM KI KM KN LB LC ML MO MR MW NG PA QA RW SC SL SO SR SS ST SY TD TG TL TT TV UG VC VU WS YE ZW'.split(
    ' ',
  ),
)

/** Countries that write the postal code after the city. */
export const postalCodeLast: ReadonlySet<string> = new Set(
  'US GB AU NZ IN JP KR CN IE SG TH TW PK BD LK ID PH ZA KE NG MM VN SA LB'.split(' '),
)
