/** Letters to change, add or remove to make one word of another. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** What somebody who mistyped a word most likely meant, or null when nothing is near. */
export const nearest = (typed: string, known: readonly string[]): string | null => {
  const best = known
    .map((word) => ({ word, away: distance(typed, word) }))
    .toSorted((a, b) => a.away - b.away)[0]
  return best !== undefined && best.away <= Math.max(1, Math.floor(best.word.length / 4)) ? best.word : null
}
