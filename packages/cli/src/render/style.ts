import type { Language } from '@unefois/domain/bilingual.ts'
import { say, type TextKey, type TextValues } from '../say.ts'

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const
export type Colour = keyof typeof codes

/** How an answer is shown: pure renderings take nothing else besides the answer. */
export type Style = {
  readonly language: Language
  /** Columns to keep within; null: as wide as it comes. */
  readonly width: number | null
  readonly now: Date
  say(key: TextKey, values?: TextValues): string
  paint(colour: Colour, text: string): string
}

export type StyleParts = Pick<Style, 'language' | 'width' | 'now'> & { readonly colour: boolean }

export const styleOf = ({ language, width, now, colour }: StyleParts): Style => ({
  language,
  width,
  now,
  say: (key, values) => say(language, key, values),
  paint: (name, text) => (colour && text !== '' ? `\u001B[${codes[name]}m${text}\u001B[0m` : text),
})
