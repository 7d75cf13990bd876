import type { Bilingual, Language } from '@unefois/domain/bilingual.ts'
import { columnTexts } from './texts/column-texts.ts'
import { commandTexts } from './texts/command-texts.ts'
import { failureTexts } from './texts/failure-texts.ts'
import { optionTexts } from './texts/option-texts.ts'
import { sentenceTexts } from './texts/sentence-texts.ts'
import { statusTexts } from './texts/status-texts.ts'

/** Everything that the command line says by itself, in both languages; a test compares them. */
export const texts = {
  ...columnTexts,
  ...commandTexts,
  ...failureTexts,
  ...optionTexts,
  ...sentenceTexts,
  ...statusTexts,
}

export type TextKey = keyof typeof texts
export type TextValues = Readonly<Record<string, string | number>>

/** The sentence in a language, its `{places}` filled in. */
export const say = (language: Language, key: TextKey, values: TextValues = {}): string => {
  const sentence: Bilingual = texts[key]
  return sentence[language].replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
