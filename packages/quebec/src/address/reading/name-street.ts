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
  for (const [index, { text, key }] of words.entries()) {
    const next = words[index + 1]?.key
    const ordinal = /^\d+(?:RE|ERE|ER|EME|IEME)$/.test(key) ? ordinalAt(words, index) : undefined
    const isSaint = !loose && saint.test(key) && next !== undefined
    const firstName = (next ?? '').split(' ')[0] ?? ''
    const written = isSaint
      ? saintInFull(key, firstName)
      : ordinal === undefined
        ? text
        : `${ordinal.number}e`
    name += index === 0 || name.endsWith("'") ? written : `${loose ? ' ' : '-'}${written}`
    if (index === 0 && leadingArticles.has(key) && words.length > 1) name += '\u0000'
  }
  const apart = name.replace('\u0000-', ' ').replace('\u0000', '')
  return capitaliseName(loose ? apart : saintsInsideWords(apart))
}

const saintsInsideWords = (name: string): string =>
  /\bSte?s?\b/i.test(name)
    ? name.replace(/(?<![\p{L}\p{N}])(st|ste|sts|stes)[.]?-(?=\p{L})/giu, (_all, short: string) => {
        const full = inFull[short.toUpperCase()] ?? short
        return `${short === short.toUpperCase() && name === name.toUpperCase() ? full.toUpperCase() : full}-`
      })
    : name
