import { foldWord } from './fold.ts'
import type { Token } from './token.ts'

/** One kind of apostrophe, dash and space; `#` and fractions apart; a comma wherever a part ends. */
export const plainPunctuation = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\r\n|[\r\u2028\u2029]/g, '\n')
    .replace(/[^\S\n]/g, ' ')

const parted = (text: string): string =>
  text
    .replace(/[([] {0,3}qu[eé]bec {0,3}[)\]]/gi, ',QC,')
    .replace(/(\d[A-Za-z]?) {1,3}- {1,3}(?=\d)/g, '$1-')
    .replace(/ -{1,2} /g, ',')
    .replace(/[\n;()[\]|•·]/g, ',')
    .replace(/[:"«»*!]/g, ' ')
    .replace(/#/g, ' # ')
    .replace(/([½¼¾])/g, ' $1 ')
    .replace(/(\p{L}{2})\.(?=\p{L}{2})/gu, '$1. ')

/** What was typed, as words in parts; no part is empty. The text must have plain punctuation and be short. */
export const tokenise = (plain: string): Token[][] => {
  const parts: Token[][] = []
  for (const piece of parted(plain).split(',')) {
    const tokens = wordsOf(piece)
    if (tokens.length > 0) parts.push(tokens)
  }
  return parts
}

const elision = /^([ldLD]')(?=.)/

export const wordsOf = (piece: string): Token[] => {
  const tokens: Token[] = []
  for (const word of piece.split(' ')) {
    if (word === '') continue
    const elided = elision.exec(word)?.[1]
    if (elided !== undefined) tokens.push({ text: elided, key: elided.charAt(0).toUpperCase() })
    push(tokens, elided === undefined ? word : word.slice(2))
  }
  return tokens
}

const push = (tokens: Token[], word: string): void => {
  const key = foldWord(word)
  if (key === '') return
  tokens.push({ text: withoutFinalStop(word), key })
}

/** `boul.` → `boul`, yet `J.` and `N.-D.` stay. */
const withoutFinalStop = (word: string): string => {
  const text = word.replace(/^[-.'/]{1,9}/, '').replace(/[-/]{1,9}$/, '')
  return /[^.]{2}\.{1,9}$/.test(text) ? text.replace(/\.{1,9}$/, '') : text
}
