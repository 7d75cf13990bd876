import type { Language } from '@unefois/domain/bilingual.ts'
import { describeFlaw } from '@unefois/schemas/describe-flaw.ts'
import type { UnderstoodAddress } from '@unefois/schemas/filing/findings.ts'

/** What was understood of each address given, and what to ask where it is not certain. */
export const renderAddresses = (addresses: ReadonlyMap<string, UnderstoodAddress>, language: Language) =>
  Object.fromEntries(
    [...addresses].map(([name, { address, certain, reasons }]) => [
      name,
      {
        certain,
        reasons: reasons.map((code) => ({ code, text: describeFlaw(code, language) })),
        lines: [...address.lines],
        ...(address.record !== undefined && { record: address.record }),
      },
    ]),
  )
