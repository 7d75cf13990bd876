/** A name as cards print it: A–Z only, accents, spaces, hyphens and apostrophes dropped. */
export const foldName = (name: string): string =>
  name
    .replace(/[œŒ]/gu, 'OE')
    .replace(/[æÆ]/gu, 'AE')
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
