import type { Expectation, ExpectedNotice } from '../checker/ledgers.ts'
import { type Random, seededRandom } from './seeded-random.ts'

/** Somebody who does not exist. What is undefined is not in the filing. */
export type InventedPerson = {
  readonly number: number
  readonly name: { readonly surname: string; readonly given: string }
  readonly birthDate: string
  readonly sex: 'F' | 'M'
  readonly canadianCitizen: boolean | undefined
  readonly nas: string | undefined
  readonly nam: string | undefined
  readonly permis: string | undefined
  readonly mess: string | undefined
  readonly cnesst: string | undefined
}

export type Invented = {
  readonly expectation: Expectation
  /** The body of a filing. */
  filing(person: number, move: number): Readonly<Record<string, unknown>>
}

const mostMoves = 100

/** Tells one move of one person from every other, in the address that all agencies concerned receive. */
const house = (person: number, move: number): number => person * mostMoves + move
const street = (person: number, move: number): string => `${house(person, move)}, 1re Avenue`
/** As it is typed. */
const address = (person: number, move: number): string => `${street(person, move)}, Québec (Québec) G1L 3K4`
/** As agencies must read it: two spaces stand before the postal code (OQLF). */
const addressLines = (person: number, move: number): readonly string[] => [
  street(person, move),
  'Québec (Québec)  G1L 3K4',
]

const digits = (number: number, length: number): string => String(number).padStart(length, '0')

/** Nine digits that begin with 0, as no real one does, and pass Luhn's check. */
const inventedNas = (number: number): string => {
  const head = `0${digits(number, 7)}`
  const sum = [...head].reduce((total, digit, i) => {
    const weighed = Number(digit) * (i % 2 === 0 ? 1 : 2)
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return head + String((10 - (sum % 10)) % 10)
}

/** A surname of letters alone, another for each number: those without any identifier are known by it. */
const inventedSurname = (number: number): string =>
  `Essai${[...digits(number, 6)].map((digit) => String.fromCharCode(97 + Number(digit))).join('')}`

const citizenship = (random: Random): boolean | undefined => {
  const drawn = random()
  return drawn < 0.75 ? true : drawn < 0.9 ? false : undefined
}

const inventPerson = (seed: number, number: number): InventedPerson => {
  const random = seededRandom(seed, `person ${number}`)
  const having = <T>(share: number, value: T): T | undefined => (random() < share ? value : undefined)
  // Nobody turns 18 in the year of the run: born in 1950–1999 or 2015–2024.
  const year = random() < 0.85 ? 1950 + Math.floor(random() * 50) : 2015 + Math.floor(random() * 10)
  return {
    number,
    name: { surname: inventedSurname(number), given: 'Camille' },
    birthDate: `${year}-04-17`,
    sex: random() < 0.5 ? 'F' : 'M',
    canadianCitizen: citizenship(random),
    nas: having(0.8, inventedNas(number)),
    nam: having(0.7, `ESSC${digits(number, 8)}`),
    permis: having(0.6, `E${digits(number, 12)}`),
    mess: having(0.25, `AIDE ${digits(number, 6)}`),
    cnesst: having(0.2, `2026-${digits(number, 6)}`),
  }
}

const isAdult = ({ birthDate }: InventedPerson): boolean => birthDate < '2000'

/** The rules, said once more, by hand: who is concerned by a move and may read what of it. */
const concerned = (
  person: InventedPerson,
  move: number,
  effectiveOn: string,
): ReadonlyMap<string, ExpectedNotice> => {
  const { name, birthDate, sex, nas, nam, permis, mess, cnesst } = person
  const addresses = { newAddress: addressLines(person.number, move) }
  const known = { name, birthDate, effectiveOn }
  const told = (
    applies: boolean,
    agency: string,
    more: object,
    moreAddresses = {},
  ): [string, ExpectedNotice][] =>
    applies
      ? [[agency, { values: { ...known, ...more }, addresses: { ...addresses, ...moreAddresses } }]]
      : []
  const oldAddress = addressLines(person.number, move - 1)
  return new Map([
    ...told(permis !== undefined, 'saaq', { permis }),
    ...told(nam !== undefined, 'ramq', { nam }),
    ...told(nas !== undefined, 'rrq', { nas }),
    ...told(nas !== undefined, 'revenu', { nas }),
    ...told(isAdult(person) && person.canadianCitizen === true, 'dge', { sex }, { oldAddress }),
    ...told(mess !== undefined, 'mess', { fileNumber: mess }),
    ...told(cnesst !== undefined, 'cnesst', { fileNumber: cnesst }),
  ])
}

const filingOf = (person: InventedPerson, move: number, effectiveOn: string) => {
  const { number, name, birthDate, sex, canadianCitizen, nas, nam, permis, mess, cnesst } = person
  const fileNumbers = { ...(mess && { mess }), ...(cnesst && { cnesst }) }
  const identifiers = {
    ...(nas && { nas }),
    ...(nam && { nam }),
    ...(permis && { permis }),
    ...(Object.keys(fileNumbers).length > 0 && { fileNumbers }),
  }
  return {
    kind: 'address-change',
    channel: 'web',
    language: 'fr',
    effectiveOn,
    declarant: { person: 0, contact: { email: `personne.${number}@example.org` } },
    persons: [
      { name, birthDate, sex, ...(canadianCitizen !== undefined && { canadianCitizen }), identifiers },
    ],
    oldAddress: { text: address(number, move - 1), confirmed: true },
    newAddress: { text: address(number, move), confirmed: true },
  }
}

/** Which move an address belongs to; null for one that nobody here has. */
const identify = (data: Readonly<Record<string, unknown>>): { person: number; move: number } | null => {
  const found = /"(\d{3,}), 1re Avenue/.exec(JSON.stringify(data['newAddress'] ?? null))?.[1]
  if (found === undefined) return null
  return { person: Math.floor(Number(found) / mostMoves), move: Number(found) % mostMoves }
}

/** YYYY-MM-DD. */
export const todayInQuebec = (): string =>
  new Date().toLocaleDateString('en-CA', { timeZone: 'America/Toronto' })

/** Persons from number 1, their moves from 1 to 99, all of it from the seed; `today` as YYYY-MM-DD in Québec. */
export const inventedPersons = (seed: number, today: string): Invented => {
  const persons = new Map<number, InventedPerson>()
  const personOf = (number: number): InventedPerson => {
    const person = persons.get(number) ?? inventPerson(seed, number)
    persons.set(number, person)
    return person
  }
  return {
    expectation: {
      concerned: (person, move) => concerned(personOf(person), move, today),
      identify,
    },
    filing: (person, move) => filingOf(personOf(person), move, today),
  }
}
