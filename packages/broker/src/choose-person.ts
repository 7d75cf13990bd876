import type { PersonId } from '@unefois/domain/ids.ts'
import type { IdentifierScheme } from './ports/declarations.ts'

/** What is known of somebody who is to be found. */
export type Sought = {
  /** The identifiers given, strongest first, each with the person that it leads to. */
  readonly identifiers: readonly { readonly scheme: IdentifierScheme; readonly owner: PersonId | undefined }[]
  /** Persons known under this name and birth date; two stand for any greater number. */
  readonly namesakes: readonly PersonId[]
  /** Whether a person is known under this name and birth date. */
  isNamed(person: PersonId): boolean
  /** Whether the person has an identifier of this scheme, or may have. */
  hasScheme(person: PersonId, scheme: IdentifierScheme): boolean
}

export type ChosenPerson = {
  /** Null: somebody new. */
  readonly person: PersonId | null
  /** What was given contradicts what is known: an operator looks, and nothing of it is remembered. */
  readonly conflict: boolean
}

/**
 * Who this is. Identifiers lead; name and birth date lead where they contradict nothing. Never a guess: what cannot be
 * told apart becomes somebody new, since two ids for one person cost order, and one id for two persons tells of one
 * what concerns the other.
 */
export const choosePerson = (sought: Sought): ChosenPerson => {
  const { identifiers, namesakes, isNamed, hasScheme } = sought
  const owners = [...new Set(identifiers.flatMap(({ owner }) => owner ?? []))]
  const [sole] = owners
  if (sole === undefined) return byName(sought)
  if (owners.length === 1 && (isNamed(sole) || namesakes.length === 0)) {
    const another = identifiers.some(({ scheme, owner }) => owner === undefined && hasScheme(sole, scheme))
    return { person: sole, conflict: another }
  }
  return { person: owners.find(isNamed) ?? null, conflict: true }
}

const byName = ({ identifiers, namesakes, hasScheme }: Sought): ChosenPerson => {
  const [sole] = namesakes
  if (sole === undefined) return { person: null, conflict: false }
  if (namesakes.length > 1) return { person: null, conflict: identifiers.length === 0 }
  const homonym = identifiers.some(({ scheme }) => hasScheme(sole, scheme))
  return { person: homonym ? null : sole, conflict: false }
}
