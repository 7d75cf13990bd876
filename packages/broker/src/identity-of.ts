import type { Identifiers, IsoDate, Name } from '@unefois/domain/person.ts'
import { foldText } from './fold-text.ts'
import { type Identity, identifierSchemes } from './ports/declarations.ts'
import type { Vault } from './ports/vault.ts'

/** The keyed hashes that lead to this person. A file number is not among them: a family may share one. */
export const identityOf = (
  person: { readonly name: Name; readonly birthDate: IsoDate; readonly identifiers: Identifiers },
  vault: Pick<Vault, 'identifierHash'>,
): Identity => ({
  strong: identifierSchemes.flatMap((scheme) => {
    const value = person.identifiers[scheme]
    return value === undefined ? [] : [{ scheme, hash: vault.identifierHash(scheme, value) }]
  }),
  fallback: vault.identifierHash(
    'name-and-birth-date',
    [foldText(person.name.surname), foldText(person.name.given), person.birthDate].join('|'),
  ),
})
