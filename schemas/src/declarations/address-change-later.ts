import type { Flaw } from '@unefois/domain/refusal.ts'
import type { FlawCode } from '../flaw-catalogue.ts'

/** The contract's limit; one is all that is taken today. */
export const maximumPersons = 20

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

const flaw = (pointer: string, code: FlawCode): readonly Flaw[] => [{ pointer, code }]

const ofPersons = (persons: unknown): readonly Flaw[] => {
  if (!Array.isArray(persons)) return []
  if (persons.length > maximumPersons) return flaw('/persons', 'too-many')
  if (persons.length > 1) return flaw('/persons', 'household-not-yet-accepted')
  return fieldsOf(persons[0])['confidentialAddress'] === true
    ? flaw('/persons/0/confidentialAddress', 'confidential-address-not-yet-accepted')
    : []
}

const ofAddresses = (body: Fields): readonly Flaw[] =>
  ['oldAddress', 'newAddress', 'mailingAddress'].flatMap((name) =>
    'structured' in fieldsOf(body[name])
      ? flaw(`/${name}/structured`, 'structured-address-not-yet-accepted')
      : [],
  )

/**
 * What a change of address may hold one day and may not yet, looked for before the contract's shape, so that
 * whoever sends it reads why instead of "unknown field". Each rule goes when its subject comes.
 */
export const addressChangeLater = (body: unknown): readonly Flaw[] => {
  const fields = fieldsOf(body)
  return [
    ...ofPersons(fields['persons']),
    ...ofAddresses(fields),
    ...('partners' in fields ? flaw('/partners', 'partners-not-yet-accepted') : []),
    ...('poBoxReason' in fields ? flaw('/poBoxReason', 'po-box-reason-not-yet-accepted') : []),
  ]
}
