import type { Address } from '@unefois/domain/address.ts'

/** At the beginning of an address: `CP 12`, `C.P. 12`, `case postale 12`, `PO Box 12`, `BP 12`. */
const typedBox = /^(?:c\.?\s?p\.?|cases? postales?|b\.?\s?p\.?|bo[iî]te postale|p\.?\s?o\.?\s?box)\s*[0-9]/iu

/** Whether nobody lives there: a post-office box without a civic number beside it. */
export const isPostOfficeBox = ({ lines, record }: Address): boolean =>
  record === undefined ? typedBox.test(lines[0] ?? '') : record.poBox !== '' && record.civicNumber === ''
