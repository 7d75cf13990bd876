import type { Person } from '@unefois/domain/person.ts'
import type { z } from 'zod'
import type { Circumstances } from './circumstances.ts'
import type { FiledPerson } from './filed-person.ts'
import type { Findings } from './findings.ts'
import { readBirthDate } from './read-birth-date.ts'
import { readConsent } from './read-consent.ts'
import { readIdentifiers } from './read-identifiers.ts'
import { readName } from './read-name.ts'

/** A well-formed filed person, its identifiers normalised and compared with name, birth date and sex. */
export const readPerson = (
  filed: z.output<typeof FiledPerson>,
  at: string,
  circumstances: Circumstances,
  findings: Findings,
): Person => {
  const { name, birthDate, sex, canadianCitizen, consent, confidentialAddress } = filed
  const { today } = circumstances
  const holder = { ...name, birthDate, sex, at: `${at}/identifiers` }
  return {
    name: readName(name),
    birthDate: readBirthDate(birthDate, `${at}/birthDate`, today, findings),
    sex,
    ...(canadianCitizen !== undefined && { canadianCitizen }),
    identifiers: readIdentifiers(filed.identifiers, holder, circumstances, findings),
    ...(consent !== undefined && { consent: readConsent(consent, `${at}/consent`, today, findings) }),
    ...(confidentialAddress !== undefined && { confidentialAddress }),
  }
}
