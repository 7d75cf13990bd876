import type { Identifiers, IsoDate, Name } from '@unefois/domain/person.ts'
import { foldName } from '@unefois/quebec/fold-name.ts'
import type { Findings } from './findings.ts'

type Known = { readonly name: Name; readonly birthDate: IsoDate; readonly identifiers: Identifiers }

/** File numbers are left out: a family may share one. */
const schemes = ['nas', 'nam', 'permis'] as const

const nameAndBirth = ({ name, birthDate }: Known): string =>
  [foldName(name.surname), foldName(name.given), birthDate].join('|')

/** The same person given twice, or one identifier given for two persons: whose would the notices be? */
export const findTwins = (persons: readonly Known[], at: string, findings: Findings): void => {
  persons.forEach((person, index) => {
    const earlier = persons.slice(0, index)
    if (earlier.some((other) => nameAndBirth(other) === nameAndBirth(person))) {
      findings.flaw(`${at}/${index}`, 'person-twice')
      return
    }
    for (const scheme of schemes) {
      const value = person.identifiers[scheme]
      if (value !== undefined && earlier.some(({ identifiers }) => identifiers[scheme] === value)) {
        findings.flaw(`${at}/${index}/identifiers/${scheme}`, 'identifier-twice')
      }
    }
  })
}
