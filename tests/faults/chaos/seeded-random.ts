import { createHash } from 'node:crypto'

/** Uniform in [0, 1). */
export type Random = () => number

/** The same numbers for the same seed and purpose (mulberry32); each purpose has a stream of its own. */
export const seededRandom = (seed: number, purpose: string): Random => {
  let state = createHash('sha256').update(`${seed} ${purpose}`).digest().readUInt32BE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
