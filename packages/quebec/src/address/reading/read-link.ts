import type { Token } from '../token.ts'

const links: readonly (readonly [string, string])[] = [
  ['DE LA', 'de la'],
  ['DE L', "de l'"],
  ['A LA', 'à la'],
  ['A L', "à l'"],
  ['DELA', 'de la'],
  ['DU', 'du'],
  ['DES', 'des'],
  ['DE', 'de'],
  ['AUX', 'aux'],
  ['AU', 'au'],
]

/** What joins a generic to its name, with the number of its words; a name must follow. */
export const readLink = (
  words: readonly Token[],
  at: number,
): { readonly link: string; readonly words: number } => {
  const none = { link: '', words: 0 }
  const first = words[at]
  if (first === undefined || at + 1 >= words.length) return none
  if (first.key === 'D' && first.text.endsWith("'")) return { link: "d'", words: 1 }
  if (first.key === 'D' && /^[AEIOUYH][A-Z]/.test(words[at + 1]?.key ?? '')) return { link: "d'", words: 1 }
  for (const [key, link] of links) {
    const [one, two] = key.split(' ')
    if (first.key !== one) continue
    if (two === undefined) return { link, words: 1 }
    if (words[at + 1]?.key === two && at + 2 < words.length) return { link, words: 2 }
  }
  return none
}

/** Whether a direction after this word is part of the name: `rivière du Nord`, `de l'Est`. */
export const joins = (word: Token | undefined): boolean =>
  word !== undefined &&
  (/^(?:DE|DU|DES|LA|LE|LES|L|D|AU|AUX|GRAND|GRANDE|PETIT|PETITE)$/.test(word.key) || word.text.endsWith("'"))
