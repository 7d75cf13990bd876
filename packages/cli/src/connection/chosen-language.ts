import type { Language } from '@unefois/domain/bilingual.ts'
import type { Environment } from '@unefois/runtime/parse-settings.ts'

/** `--lang`, else the first that says something of LC_ALL, LC_MESSAGES and LANG; French unless that is English. */
export const chosenLanguage = (option: string | undefined, env: Environment): Language => {
  const locale = [option, env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(
    (one) => one !== undefined && one !== '',
  )
  return /^en(?:[_.@-]|$)/i.test(locale ?? '') ? 'en' : 'fr'
}
