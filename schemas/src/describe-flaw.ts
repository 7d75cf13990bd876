import type { Language } from '@unefois/domain/bilingual.ts'
import { flawCatalogue, isFlawCode } from './flaw-catalogue.ts'

/** The sentence that a declarant reads for a flaw's code. */
export const describeFlaw = (code: string, language: Language): string =>
  isFlawCode(code) ? flawCatalogue[code][language] : flawCatalogue.invalid[language]
