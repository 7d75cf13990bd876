import type { InventedPerson } from './invented-person.ts'

/** The day as which the samples' dates are read, and the year in which they lie. */
const filedOn = '2026-11-22'

export type Circumstances = {
  /** `YYYY-MM-DD`, in Québec. */
  readonly today: string
  /** Tells one address from the next. */
  readonly house: number
  invent(): InventedPerson
}

const shifted = (day: string, today: string): string =>
  new Date(Date.parse(day) + Date.parse(today) - Date.parse(filedOn)).toISOString().slice(0, 10)

/** Years, rounded up: who might be a minor stays one. */
const isMinor = (birthDate: unknown, today: string): boolean =>
  Number(today.slice(0, 4)) - Number(String(birthDate).slice(0, 4)) <= 18

/** Declarants of a death are named too, but nobody looks for them. */
const isPerson = (value: object): value is { birthDate: unknown } => 'name' in value && 'birthDate' in value

/**
 * A declaration like the sample, of new invented persons: adults become somebody else, children get another name, days of
 * 2026 keep their distance from today, and what takes effect does so today, so that nothing is held.
 */
export const fromSample = (sample: unknown, circumstances: Circumstances): unknown => {
  const { today, house, invent } = circumstances
  const inventLike = ({ birthDate }: { birthDate: unknown }): object => {
    if (!isMinor(birthDate, today)) return invent()
    const { name } = invent()
    return { name }
  }
  const rewrite = (value: unknown, name?: string): unknown => {
    if (typeof value === 'string') {
      if (name === 'effectiveOn') return today
      if (/^2026-\d\d-\d\d$/.test(value)) return shifted(value, today)
      return value
    }
    if (Array.isArray(value)) return value.map((item) => rewrite(item))
    if (typeof value !== 'object' || value === null) return value
    if (name === 'newAddress') return { text: `${house}, 1re Avenue, Québec (Québec) G1L 3K4` }
    if (name === 'contact') return { email: 'demonstration@example.org' }
    const person = isPerson(value) ? inventLike(value) : {}
    return Object.fromEntries(
      Object.entries({ ...value, ...person }).map(([field, member]) => [field, rewrite(member, field)]),
    )
  }
  return rewrite(sample)
}
