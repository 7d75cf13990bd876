import type { Token } from '../token.ts'

const glued = /^(\d{1,3})(?:E|RE|ER|ERE|IERE|EME|IEME|IE|NDE|ND|ST|RD|TH)$/
const endings: ReadonlySet<string> = new Set('E RE ER ERE IERE EME IEME'.split(' '))
const inWords: ReadonlyMap<string, number> = new Map(
  [
    'PREMIER PREMIERE FIRST',
    'DEUXIEME SECOND SECONDE',
    'TROISIEME THIRD',
    'QUATRIEME FOURTH',
    'CINQUIEME FIFTH',
    'SIXIEME SIXTH',
    'SEPTIEME SEVENTH',
    'HUITIEME EIGHTH',
    'NEUVIEME NINTH',
    'DIXIEME TENTH',
  ].flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
)

/** `1re`, `3ième`, `2nd`, `deuxième`, also `3 e` in two words. */
export const ordinalAt = (
  words: readonly Token[],
  at: number,
): { number: number; words: number } | undefined => {
  const key = words[at]?.key ?? ''
  const digits = glued.exec(key)?.[1]
  if (digits !== undefined) return { number: Number(digits), words: 1 }
  const number = inWords.get(key)
  if (number !== undefined) return { number, words: 1 }
  if (/^\d{1,3}$/.test(key) && endings.has(words[at + 1]?.key ?? '')) return { number: Number(key), words: 2 }
  return undefined
}

/** As French in Canada writes it: `1re` avenue, `1er` rang, `3e`. */
export const ordinalInFrench = (number: number, feminine: boolean): string =>
  number === 1 ? (feminine ? '1re' : '1er') : `${number}e`
