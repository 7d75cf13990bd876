import type { Identifiers } from '@unefois/domain/person.ts'

/** The person's file number at one agency as the attribute `fileNumber`; nothing of the numbers elsewhere. */
export const fileNumber = (
  person: { readonly identifiers: Identifiers },
  agency: string,
): { readonly fileNumber?: string } => {
  const { fileNumbers = {} } = person.identifiers
  const number = Object.hasOwn(fileNumbers, agency) ? fileNumbers[agency] : undefined
  return number === undefined ? {} : { fileNumber: number }
}
