import type { Address } from '@unefois/domain/address.ts'
import type { Declaration } from '@unefois/domain/declarations/declaration.ts'

/** What was understood of an address. */
const understood = ({ lines, record }: Address) => ({
  certain: true,
  reasons: [],
  lines: [...lines],
  ...(record !== undefined && { record }),
})

/** One entry for each address of a move. */
export const renderAddresses = (declaration: Declaration) => {
  if (declaration.kind !== 'address-change') return {}
  const { newAddress, oldAddress, mailingAddress } = declaration.move
  return {
    new: understood(newAddress),
    old: understood(oldAddress),
    ...(mailingAddress && { mailing: understood(mailingAddress) }),
  }
}
