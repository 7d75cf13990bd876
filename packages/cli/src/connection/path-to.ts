/** A path from its fixed beginning and words that somebody typed, which cannot lead elsewhere. */
export const pathTo = (base: string, ...words: readonly string[]): string =>
  // A path of dots would be taken out by whoever normalises the URL; such an id exists nowhere.
  [base, ...words.map((word) => encodeURIComponent(/^\.+$/.test(word) ? `-${word}` : word))].join('/')
