import type { Identifiers, IsoDate, Name } from '@unefois/domain/person.ts'
import type { Identity } from './ports/declarations.ts'
import type { Vault } from './ports/vault.ts'

/** One spelling for names that differ in case, accents, hyphens or spaces only. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The keyed hashes that lead to this person. A file number is not among them: a family may share one. */
export const identityOf = (
  person: { readonly name: Name; readonly birthDate: IsoDate; readonly identifiers: Identifiers },
  vault: Pick<Vault, 'identifierHash'>,
): Identity => {
  const { nas, nam, permis } = person.identifiers
  const given: [scheme: string, value: string | undefined][] = [
    ['nas', nas],
    ['nam', nam],
    ['permis', permis],
  ]
  return {
    strong: given.flatMap(([scheme, value]) =>
      value === undefined ? [] : [vault.identifierHash(scheme, value)],
    ),
    fallback: vault.identifierHash(
      'name-and-birth-date',
      [fold(person.name.surname), fold(person.name.given), person.birthDate].join('|'),
    ),
  }
}
