import type { Address } from '@unefois/domain/address.ts'

/** Whether nobody lives there: a post-office box without a civic number beside it. */
export const isPostOfficeBox = ({ record }: Address): boolean =>
  record !== undefined && record.poBox !== '' && record.civicNumber === ''
