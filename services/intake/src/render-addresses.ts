import type { Address } from '@unefois/domain/address.ts'
import type { Declaration } from '@unefois/domain/declarations/declaration.ts'

/** What was understood of an address that travels as typed: its lines; its postal code was checked at the edge. */
const asTyped = ({ lines }: Address) => ({ certain: true, reasons: [], lines: [...lines] })

/** One entry for each address given. */
export const renderAddresses = ({ move }: Declaration) => ({
  new: asTyped(move.newAddress),
  old: asTyped(move.oldAddress),
  ...(move.mailingAddress && { mailing: asTyped(move.mailingAddress) }),
})
