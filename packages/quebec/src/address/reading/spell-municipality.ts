import { capitaliseName } from '../capitalise.ts'
import { foldName } from '../fold.ts'
import type { Places } from '../places/places.ts'
import { type Token, textOf } from '../token.ts'

const beyondAscii = /[\u0080-\uffff]/

/** A municipality that no table knows: as typed, capitals and, in Québec, saints aside. */
export const keptMunicipality = (words: readonly Token[], province: string): string => {
  const name = capitaliseName(textOf(words))
  if (province !== 'QC' && province !== '') return name
  return name
    .replace(/(?<![\p{L}\p{N}])St\.?[ -](?=\p{Lu})/gu, 'Saint-')
    .replace(/(?<![\p{L}\p{N}])Ste\.?[ -](?=\p{Lu})/gu, 'Sainte-')
}

/** The table's spelling, unless it lacks accents that were typed. */
export const knownMunicipality = (name: string, words: readonly Token[], places: Places): string => {
  const typed = textOf(words)
  const key = foldName(name)
  if (places.byKey.get(key)?.accented !== false || !beyondAscii.test(typed) || foldName(typed) !== key)
    return name
  return hyphenatedLike(name, keptMunicipality(words, 'QC'))
}

/** `Rivière Bleue` typed for `Riviere-Bleue`: the table's hyphens, the declarant's accents. */
const hyphenatedLike = (name: string, typed: string): string =>
  name.length === typed.length
    ? Array.from(name, (character, index) =>
        /[-' ]/.test(character) ? character : typed.charAt(index),
      ).join('')
    : name
