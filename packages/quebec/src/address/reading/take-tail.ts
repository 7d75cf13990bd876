import { lastWord } from '../fold.ts'
import { keyOf, type Token } from '../token.ts'

/**
 * Takes the longest run of up to `longest` words that `known` knows off the end of the last part, and drops the part
 * when it is empty then. Gives what `known` answered.
 */
export const takeTail = <Found>(
  parts: Token[][],
  { longest, endings }: { readonly longest: number; readonly endings: ReadonlySet<string> | undefined },
  known: (key: string, words: readonly Token[], whole: boolean) => Found | undefined,
): Found | undefined => {
  const last = parts.at(-1)
  if (last === undefined || endings?.has(lastWord(last.at(-1)?.key ?? '')) === false) return undefined
  for (let count = Math.min(longest, last.length); count > 0; count -= 1) {
    const words = last.slice(-count)
    const found = known(keyOf(words), words, count === last.length)
    if (found === undefined) continue
    last.splice(-count)
    if (last.length === 0) parts.pop()
    return found
  }
  return undefined
}
