import type { Contact } from '@unefois/domain/person.ts'
import { phone } from '@unefois/quebec/phone.ts'
import type { z } from 'zod'
import type { FiledContact } from './filed-contact.ts'
import type { Findings } from './findings.ts'

/** Where the declarant can be reached: e-mail as typed, telephone as `+14185550142`. */
export const readContact = (
  filed: z.output<typeof FiledContact>,
  at: string,
  findings: Findings,
): Contact => {
  const number = filed.phone && findings.value(`${at}/phone`, phone(filed.phone))
  return {
    ...(filed.email !== undefined && { email: filed.email }),
    ...(number && { phone: number }),
  }
}
