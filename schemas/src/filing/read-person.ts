import type { Identifiers, Person } from '@unefois/domain/person.ts'
import { addMonths } from '@unefois/quebec/calendar-day.ts'
import { nam } from '@unefois/quebec/nam.ts'
import { nas } from '@unefois/quebec/nas.ts'
import { permis } from '@unefois/quebec/permis.ts'
import { quebecDayOf } from '@unefois/quebec/quebec-time.ts'
import type { z } from 'zod'
import type { Circumstances } from './circumstances.ts'
import type { FiledConsent } from './filed-consent.ts'
import type { FiledPerson } from './filed-person.ts'
import type { Findings } from './findings.ts'

type Filed = z.output<typeof FiledPerson>

/** Nobody has lived longer than 122 years; 130 leaves room and still catches a wrong century. */
const oldestMonths = 130 * 12

/** A well-formed filed person, its identifiers normalised and compared with name, birth date and sex. */
export const readPerson = (
  filed: Filed,
  at: string,
  circumstances: Circumstances,
  findings: Findings,
): Person => {
  const { name, birthDate, sex, canadianCitizen, consent } = filed
  const { today } = circumstances
  if (birthDate > today) findings.flaw(`${at}/birthDate`, 'birth-date-in-future')
  if (birthDate < addMonths(today, -oldestMonths)) findings.flaw(`${at}/birthDate`, 'birth-date-too-early')
  if (consent !== undefined) readConsent(consent, `${at}/consent`, today, findings)
  return {
    name: {
      surname: name.surname,
      given: name.given,
      ...(name.otherGiven !== undefined && { otherGiven: name.otherGiven }),
    },
    birthDate,
    sex,
    ...(canadianCitizen !== undefined && { canadianCitizen }),
    identifiers: readIdentifiers(filed, `${at}/identifiers`, circumstances, findings),
    ...(consent !== undefined && { consent: { ...consent, at: new Date(consent.at).toISOString() } }),
  }
}

const readConsent = (
  consent: z.output<typeof FiledConsent>,
  at: string,
  today: string,
  findings: Findings,
): void => {
  if (!consent.given) findings.flaw(`${at}/given`, 'consent-withheld')
  if (quebecDayOf(new Date(consent.at)) > today) findings.flaw(`${at}/at`, 'consent-in-future')
}

const readIdentifiers = (
  { name, birthDate, sex, identifiers }: Filed,
  at: string,
  { demonstration }: Circumstances,
  findings: Findings,
): Identifiers => {
  const holder = { ...name, birthDate, sex }
  const read = {
    nas: identifiers.nas && findings.value(`${at}/nas`, nas(identifiers.nas, { demonstration })),
    nam: identifiers.nam && findings.value(`${at}/nam`, nam(identifiers.nam, holder)),
    permis: identifiers.permis && findings.value(`${at}/permis`, permis(identifiers.permis, holder)),
  }
  const { fileNumbers } = identifiers
  return {
    ...(read.nas && { nas: read.nas }),
    ...(read.nam && { nam: read.nam }),
    ...(read.permis && { permis: read.permis }),
    ...(fileNumbers !== undefined && { fileNumbers }),
  }
}
