import type { Address } from '@unefois/domain/address.ts'
import type { z } from 'zod'
import type { FiledAddress } from './filed-address.ts'
import type { Findings } from './findings.ts'

/** Where an address stands in the declaration, and how a preview calls it. */
export type AddressPlace = { readonly at: string; readonly name: string }

/** An address as agencies will receive it; its doubts, and what the declarant must confirm, go to the findings. */
export const takeAddress = (
  filed: z.output<typeof FiledAddress>,
  { at, name }: AddressPlace,
  findings: Findings,
): Address => {
  const { address, certain, reasons, warnings, confirmed } = filed
  findings.understood(name, { address, certain, reasons })
  for (const code of warnings) findings.warn(at, code)
  if (!certain && !confirmed) for (const code of reasons) findings.confirm(at, code)
  return address
}
