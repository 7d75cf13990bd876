const marks = /\p{M}/gu
const plain = /^[A-Za-z0-9]*$/
const beyondAscii = /[\u0080-\uffff]/

/** Letters without accents, in capitals: `Œuvré` → `OEUVRE`. */
export const foldLetters = (text: string): string => {
  if (!beyondAscii.test(text)) return text.toUpperCase()
  return text.replace(/[œŒ]/g, 'oe').replace(/[æÆ]/g, 'ae').normalize('NFD').replace(marks, '').toUpperCase()
}

/** A word's key: folded, periods dropped, any other punctuation one space: `N.-D.` → `N D`. */
export const foldWord = (text: string): string =>
  plain.test(text)
    ? text.toUpperCase()
    : foldLetters(text)
        .replaceAll('.', '')
        .replace(/[^A-Z0-9½¼¾#&/]+/g, ' ')
        .trim()

const saints: Readonly<Record<string, string>> = {
  ST: 'SAINT',
  STE: 'SAINTE',
  STS: 'SAINTS',
  STES: 'SAINTES',
}

/** A name's key, under which equal places are equal: `St-Jean-Port-Joli` → `SAINT JEAN PORT JOLI`. */
export const foldName = (text: string): string => saintsInFull(foldWord(text))

/** The last word of a key: what a longer name may end with is looked up first, being one word. */
export const lastWord = (key: string): string => key.slice(key.lastIndexOf(' ') + 1)

export const saintsInFull = (key: string): string =>
  key.includes('ST')
    ? key
        .split(' ')
        .map((word) => saints[word] ?? word)
        .join(' ')
    : key
