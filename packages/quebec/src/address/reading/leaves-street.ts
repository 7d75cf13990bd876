import type { Part } from '../token.ts'
import { readCivicNumber } from './read-civic-number.ts'
import { readStreet } from './read-street.ts'
import type { Reading } from './reading.ts'

const open =
  /^(?:DE|DU|DES|LA|LE|LES|D|L|SAINT|SAINTE|ST|STE|AU|AUX|SUR|VIEUX|GRAND|GRANDE|PETIT|PETITE|MONT|LAC)$/

/** Whether words end with one that calls for another: `chemin du Lac`. */
export const endsOpen = (words: Part): boolean => open.test(words.at(-1)?.key ?? '')

/** Whether what a municipality would leave of its part is a street with a name, or was emptied by a PO box. */
export const leavesStreet = (left: Part, { record, parts }: Reading): boolean => {
  if (left.length === 0) return parts.length > 1 || record.poBox !== '' || record.ruralRoute !== ''
  if (record.poBox !== '' && !left.some(({ key }) => /^\d/.test(key))) return left.length > 1
  const number = readCivicNumber(left)
  const street = readStreet(left.slice(number?.words ?? 0), record.province === 'QC')
  if (street.specific === '' || street.reason === 'street-missing') return false
  return street.reason !== 'street-unclear' || !endsOpen(left)
}
