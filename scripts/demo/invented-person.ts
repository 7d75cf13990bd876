import { foldName } from '@unefois/quebec/fold-name.ts'
import { luhn } from '@unefois/quebec/luhn.ts'
import { namCheckDigit } from '@unefois/quebec/nam-check-digit.ts'

/** From 0 up to, not including, 1; as `Math.random`. */
export type Random = () => number

export type InventedPerson = {
  readonly name: { readonly surname: string; readonly given: string }
  readonly birthDate: string
  readonly sex: 'F' | 'M'
  readonly canadianCitizen: boolean
  readonly identifiers: Readonly<Record<string, unknown>>
}

const surnames = ['Tremblay', 'Gagnon', 'Nguyen', 'Côté', 'Bouchard-Lavoie', 'Awashish', 'O’Connor', 'Diallo']
const given = {
  F: ['Camille', 'Éloïse', 'Maïka', 'Linh', 'Fatou', 'Siobhán'],
  M: ['Étienne', 'Mathis', 'Jean-Guy', 'Minh', 'Ousmane', 'Liam'],
} as const

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('')

const oneOf = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item

/** Begins with 0, as no real one does, and passes the check. */
const inventedNas = (random: Random): string => {
  const start = `0${digits(random, 7)}`
  const last = Array.from({ length: 10 }, (_, i) => String(i)).find((digit) => luhn(start + digit))
  return `${start}${last}`.replace(/^(...)(...)(...)$/, '$1 $2 $3')
}

type Holder = Pick<InventedPerson, 'name' | 'birthDate' | 'sex'>

const inventedNam = (random: Random, { name, birthDate, sex }: Holder): string => {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const letters = foldName(name.surname).slice(0, 3).padEnd(3, 'X') + foldName(name.given).slice(0, 1)
  const printed = `${letters}${year.slice(2)}${sex === 'F' ? Number(month) + 50 : month}${day}${digits(random, 1)}`
  return printed + namCheckDigit(`${printed}0`, year)
}

const inventedPermis = (random: Random, { name, birthDate }: Holder): string => {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  return `${foldName(name.surname)[0]}${digits(random, 4)}-${day}${month}${year.slice(2)}-${digits(random, 2)}`
}

/** Somebody who does not exist, known to more or fewer agencies. */
export const inventedPerson = (random: Random): InventedPerson => {
  const sex = oneOf(random, ['F', 'M'] as const)
  const twoDigits = (from: number, many: number) =>
    String(from + Math.floor(random() * many)).padStart(2, '0')
  const holder: Holder = {
    name: { surname: oneOf(random, surnames), given: oneOf(random, given[sex]) },
    birthDate: `${1940 + Math.floor(random() * 65)}-${twoDigits(1, 12)}-${twoDigits(1, 28)}`,
    sex,
  }
  const often = (share: number, value: Record<string, unknown>) => (random() < share ? value : {})
  return {
    ...holder,
    canadianCitizen: random() < 0.85,
    identifiers: {
      nas: inventedNas(random),
      ...often(0.9, { nam: inventedNam(random, holder) }),
      ...often(0.75, { permis: inventedPermis(random, holder) }),
      ...often(0.25, {
        fileNumbers: { [oneOf(random, ['mess', 'cnesst'])]: `D-${digits(random, 9)}` },
      }),
    },
  }
}

/** The one whom the simulated RAMQ and CNESST do not know, and whose update Revenu Québec refuses: always the same. */
export const troublesomePerson: InventedPerson = {
  name: { surname: 'Personne', given: 'Zacharie' },
  birthDate: '1990-01-01',
  sex: 'M',
  canadianCitizen: true,
  identifiers: { nas: '099 999 989', nam: 'ZZZZ 9999 9999', fileNumbers: { cnesst: 'DEMO-FERME' } },
}
