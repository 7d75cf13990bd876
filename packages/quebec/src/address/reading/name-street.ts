import { capitaliseName } from '../capitalise.ts'
import type { Token } from '../token.ts'
import { ordinalAt } from './ordinal-at.ts'

const feminineSaints: ReadonlySet<string> = new Set(
  'CATHERINE ANNE MARIE THERESE GENEVIEVE JULIE FOY ROSE MARGUERITE HELENE URSULE CECILE AGNES FAMILLE CLAIRE EMILIE ELISABETH MADELEINE MONIQUE BRIGITTE ANGELE AGATHE ADELE BARBE BEATRIX DOROTHEE CROIX'.split(
    ' ',
  ),
)
const saint = /^(ST|STE|STS|STES)$/
const inFull: Readonly<Record<string, string>> = {
  ST: 'Saint',
  STE: 'Sainte',
  STS: 'Saints',
  STES: 'Saintes',
}
const leadingArticles: ReadonlySet<string> = new Set(['LA', 'LE', 'LES', 'DE', 'DU', 'DES'])

/** `St. Catherine` in English is Sainte-Catherine. */
const saintInFull = (abbreviation: string, next: string): string =>
  abbreviation === 'ST' && feminineSaints.has(next) ? 'Sainte' : (inFull[abbreviation] ?? '')

/**
 * The words of a street's own name as Québec writes it: saints in full, compounds hyphenated (`Bord-de-l'Eau`), a
 * leading article apart (`La Fontaine`). `loose` keeps the spaces, as English names do.
 */
export const nameStreet = (words: readonly Token[], loose: boolean): string => {
  let name = ''
  for (const index of words.keys()) {
    const before = words[index - 1]
    const article = index === 1 && before !== undefined && leadingArticles.has(before.key)
    const gap = index === 0 || name.endsWith("'") ? '' : loose || article ? ' ' : '-'
    name += `${gap}${written(words, index, loose)}`
  }
  return capitaliseName(loose ? name : saintsInsideWords(name))
}

const written = (words: readonly Token[], index: number, loose: boolean): string => {
  const { text, key } = words[index] ?? { text: '', key: '' }
  const next = words[index + 1]?.key
  if (!loose && saint.test(key) && next !== undefined) return saintInFull(key, next.split(' ')[0] ?? '')
  const ordinal = /^\d+(?:RE|ERE|ER|EME|IEME)$/.test(key) ? ordinalAt(words, index) : undefined
  return ordinal === undefined ? text : `${ordinal.number}${ordinal.number === 1 ? 'er' : 'e'}`
}

const saintsInsideWords = (name: string): string =>
  /\bSte?s?\b/i.test(name)
    ? name.replace(/(?<![\p{L}\p{N}])(st|ste|sts|stes)[.]?-(?=\p{L})/giu, (_all, short: string) => {
        const full = inFull[short.toUpperCase()] ?? short
        return `${short === short.toUpperCase() && name === name.toUpperCase() ? full.toUpperCase() : full}-`
      })
    : name
