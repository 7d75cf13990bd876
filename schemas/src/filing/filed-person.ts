import { z } from 'zod'
import { FiledConsent } from './filed-consent.ts'
import { FiledDay } from './filed-day.ts'
import { FiledIdentifiers } from './filed-identifiers.ts'
import { FiledName } from './filed-name.ts'

export const FiledPerson = z.strictObject({
  name: FiledName,
  birthDate: FiledDay,
  sex: z.enum(['F', 'M', 'X']),
  /** Needed by Élections Québec only. */
  canadianCitizen: z.boolean().optional(),
  identifiers: FiledIdentifiers,
  consent: FiledConsent.optional(),
  /** A protected person. */
  confidentialAddress: z.boolean().optional(),
})
