import { foldName, lastWord } from '../fold.ts'
import { canadianCities } from '../tables/canadian-cities.ts'
import { keyOf, type Part } from '../token.ts'
import { type JudgedPlace, judgePlace, withoutTitle } from './judge-place.ts'
import type { Reading } from './reading.ts'

/** No municipality has more words. */
export const longestName = 8

/** What the tables say of words as a municipality, in Québec beside the postal code, elsewhere in the province. */
export const judgeWords = (words: Part, { record, places }: Reading): JudgedPlace => {
  const key = keyOf(words)
  if (record.province === 'QC' || record.province === '') return judgePlace(key, record.postalCode, places)
  const name = canadianCities.get(`${record.province} ${foldName(withoutTitle(key))}`)
  return name === undefined
    ? { name: '', known: false, verdict: 'open' }
    : { name, known: true, verdict: 'agrees' }
}

export type Tail = { readonly at: number; readonly place: JudgedPlace }

/** The known places that words end with, the longest name first; `least` words stay before them. */
export const placesAtEnd = (words: Part, reading: Reading, least = 0): Tail[] => {
  const { record, places } = reading
  const inQuebec = record.province === 'QC' || record.province === ''
  if (inQuebec && !places.endings.has(lastWord(words.at(-1)?.key ?? ''))) return []
  const tails: Tail[] = []
  for (let at = Math.max(least, words.length - longestName); at < words.length; at += 1) {
    const place = judgeWords(words.slice(at), reading)
    if (place.known) tails.push({ at, place })
  }
  return tails
}
