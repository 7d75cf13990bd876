import type { Style } from './style.ts'

const groups = (language: Style['language']) => new Intl.NumberFormat(language === 'fr' ? 'fr-CA' : 'en-CA')

/** A count as people of the language write it: `12 345`, `12,345`. */
export const figure = (count: number, { language }: Style): string => groups(language).format(count)

/** Nothing to see where there is nothing. */
export const figureOrDash = (count: number, style: Style): string =>
  count === 0 ? '–' : figure(count, style)
