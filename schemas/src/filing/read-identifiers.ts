import type { Identifiers } from '@unefois/domain/person.ts'
import { type NamHolder, nam } from '@unefois/quebec/nam.ts'
import { nas } from '@unefois/quebec/nas.ts'
import { permis } from '@unefois/quebec/permis.ts'
import type { z } from 'zod'
import type { FiledIdentifiers } from './filed-identifiers.ts'
import type { Findings } from './findings.ts'

/** Whose identifiers they are said to be, and where they stand. */
export type Holder = NamHolder & { readonly at: string }

/** Well-formed identifiers, normalised, and compared with the name, birth date and sex of their holder. */
export const readIdentifiers = (
  identifiers: z.output<typeof FiledIdentifiers>,
  holder: Holder,
  { demonstration }: { readonly demonstration: boolean },
  findings: Findings,
): Identifiers => {
  const { at } = holder
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
