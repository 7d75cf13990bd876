import type { Language } from '@unefois/domain/bilingual.ts'

type Choice = { readonly language: string; readonly weight: number }

const choiceOf = (range: string): Choice => {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
  const weight = quality === undefined ? 1 : /^[01](?:\.\d{1,3})?$/.test(quality) ? Number(quality) : 0
  return { language: tag.split('-')[0] ?? '', weight }
}

/**
 * The language to answer in, from an `Accept-Language` header (RFC 9110 §12.5.4). French unless English is
 * preferred to it: the service is Québec's (Charte de la langue française).
 */
export const preferredLanguage = (header: string | undefined): Language => {
  if (header === undefined || header.length > 500) return 'fr'
  const choices = header.split(',').map(choiceOf)
  const weightOf = (language: string) =>
    Math.max(0, ...choices.filter((choice) => choice.language === language).map(({ weight }) => weight))
  const english = weightOf('en')
  const french = weightOf('fr')
  if (english === 0 || french > english) return 'fr'
  if (english > french) return 'en'
  return choices.find(({ language }) => language === 'en' || language === 'fr')?.language === 'en'
    ? 'en'
    : 'fr'
}
