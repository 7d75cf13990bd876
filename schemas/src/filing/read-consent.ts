import type { Consent, IsoDate } from '@unefois/domain/person.ts'
import { quebecDayOf } from '@unefois/quebec/quebec-time.ts'
import type { z } from 'zod'
import type { FiledConsent } from './filed-consent.ts'
import type { Findings } from './findings.ts'

/** A consent, given or refused, with its instant in UTC; nobody consents in the future. */
export const readConsent = (
  filed: z.output<typeof FiledConsent>,
  at: string,
  today: IsoDate,
  findings: Findings,
): Consent => {
  if (quebecDayOf(new Date(filed.at)) > today) findings.flaw(`${at}/at`, 'consent-in-future')
  return { given: filed.given, method: filed.method, at: new Date(filed.at).toISOString() }
}
