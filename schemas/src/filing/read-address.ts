import type { Address } from '@unefois/domain/address.ts'
import { typedAddress } from '@unefois/quebec/typed-address.ts'
import type { z } from 'zod'
import type { FiledAddress } from './filed-address.ts'
import type { Findings } from './findings.ts'

/** A well-formed filed address, as agencies will receive it. */
export const readAddress = (
  filed: z.output<typeof FiledAddress>,
  at: string,
  findings: Findings,
): Address => {
  const address = findings.value(`${at}/text`, typedAddress(filed.text))
  // Never seen by anybody: a flaw was noted, so the declaration is refused.
  return address ?? { lines: [filed.text], postalCode: '', country: 'CA' }
}
