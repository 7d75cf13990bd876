/** A word of an address. */
export type Token = {
  /** As typed, without the full stop of an abbreviation; `l'` and `d'` are words of their own. */
  readonly text: string
  /** Folded (see `fold.ts`): `Saint-Jean` → `SAINT JEAN`. */
  readonly key: string
}

/** The words between two commas, line ends or brackets. */
export type Part = readonly Token[]

export const textOf = (tokens: Part): string => {
  let text = ''
  for (const token of tokens) text += text === '' || text.endsWith("'") ? token.text : ` ${token.text}`
  return text
}

export const keyOf = (tokens: Part): string => {
  let key = ''
  for (const token of tokens) if (token.key !== '') key += key === '' ? token.key : ` ${token.key}`
  return key
}
