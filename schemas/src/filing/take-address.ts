import type { Address } from '@unefois/domain/address.ts'
import { readAddress } from '@unefois/quebec/read-address.ts'
import type { Circumstances } from './circumstances.ts'
import type { FiledAddress } from './filed-address.ts'
import type { Findings } from './findings.ts'

/** Where an address stands in the declaration, and how a preview calls it. */
export type AddressPlace = { readonly at: string; readonly name: string }

/** In place of an address that is not understood: its flaw refuses the declaration that holds it. */
const nowhere: Address = { lines: [], postalCode: '', country: '' }

/** An address as agencies will receive it; its doubts, and what the declarant must confirm, go to the findings. */
export const takeAddress = (
  { given, confirmed }: FiledAddress,
  { at, name }: AddressPlace,
  { places }: Circumstances,
  findings: Findings,
): Address => {
  const read = readAddress(given, places)
  if (!read.ok) {
    findings.flaw(`${at}${read.at}`, read.code)
    return nowhere
  }
  const { address, certain, reasons, warnings } = read
  findings.understood(name, { address, certain, reasons })
  for (const code of warnings) findings.warn(at, code)
  if (!certain && !confirmed) for (const code of reasons) findings.confirm(at, code)
  return address
}
