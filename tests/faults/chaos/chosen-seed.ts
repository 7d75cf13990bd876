import { randomInt } from 'node:crypto'
import process from 'node:process'

/** As asked, else `UNEFOIS_SEED`, else another each time. Print it. */
export const chosenSeed = (asked?: string): number => {
  const text = asked ?? process.env['UNEFOIS_SEED'] ?? String(randomInt(1_000_000_000))
  const seed = Number(text)
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`not a seed: ${text}`)
  return seed
}
