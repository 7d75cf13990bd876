import { knownBy, type PersonView } from '@unefois/domain/declarations/declaration.ts'
import { attestedBirth } from './attested-birth.ts'
import { foldText } from './fold-text.ts'
import type { Identity } from './ports/declarations.ts'
import type { Vault } from './ports/vault.ts'

/** Most lasting first: a NAM and the number of a permis are made from the name, and change with it. */
const schemes = ['nas', 'nam', 'permis'] as const

/** The keyed hashes that lead to a view's person. A file number is not among them: a family may share one. */
export const identityOf = (view: PersonView, vault: Pick<Vault, 'identifierHash'>): Identity => {
  const { name, birthDate, identifiers } = knownBy(view)
  const numbers = schemes.flatMap((scheme) => {
    const value = identifiers[scheme]
    return value === undefined ? [] : [{ scheme, hash: vault.identifierHash(scheme, value) }]
  })
  const fullName = [foldText(name.surname), foldText(name.given)]
  const attested = view.kind === 'birth' ? JSON.stringify([...fullName, ...attestedBirth(view)]) : null
  return {
    strong:
      attested === null
        ? numbers
        : [...numbers, { scheme: 'birth', hash: vault.identifierHash('birth', attested) }],
    fallback: vault.identifierHash('name-and-birth-date', [...fullName, birthDate].join('|')),
  }
}
