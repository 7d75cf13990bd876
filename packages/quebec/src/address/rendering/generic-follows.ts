import type { AddressRecord } from '../address-record.ts'
import { foldWord } from '../fold.ts'
import { genericAfter, genericBefore } from '../tables/generics.ts'

/** `Highway 17`, yet `8 Street`. */
const numbered: ReadonlySet<string> = new Set([
  'highway',
  'route',
  'line',
  'concession',
  'autoroute',
  'expressway',
  'range',
])
const ordinal = /^\d{1,3}(?:re|er|e)$/

/** Whether a street's kind stands behind its name: `3e Avenue`, and in English. */
export const genericFollows = (record: AddressRecord): boolean =>
  record.generic !== '' &&
  (inEnglish(record)
    ? !(/^\d+[A-Z]?$/.test(record.specific) && numbered.has(record.generic))
    : record.link === '' && ordinal.test(record.specific))

/** Whether a street is written as in English: outside Québec, when its kind is an English word; `lane` everywhere. */
export const inEnglish = ({ generic, link, province }: AddressRecord): boolean => {
  const key = foldWord(generic)
  if (key === '' || link !== '') return false
  const english = genericAfter.get(key)?.name === generic
  return english && (province === 'QC' || province === '' ? !genericBefore.has(key) : true)
}
