import type { IsoDate } from '@unefois/domain/person.ts'
import { addMonths } from '@unefois/quebec/calendar-day.ts'
import type { Findings } from './findings.ts'

/** Nobody has lived longer than 122 years; 130 leaves room and still catches a wrong century. */
const oldestMonths = 130 * 12

/** Nobody is born tomorrow, and nobody was born too long ago to be declared. */
export const readBirthDate = (
  birthDate: IsoDate,
  at: string,
  today: IsoDate,
  findings: Findings,
): IsoDate => {
  if (birthDate > today) findings.flaw(at, 'birth-date-in-future')
  if (birthDate < addMonths(today, -oldestMonths)) findings.flaw(at, 'birth-date-too-early')
  return birthDate
}
