/**
 * Many byte strings as one parameter, cut apart by SQL: `substring($1 from start for length)`. An array of bytea would
 * travel as hexadecimal text, twice as long, and be read back character by character.
 */
export type Packed = {
  readonly bytes: Buffer
  /** From 1, as SQL counts; null where there is no byte string. */
  readonly starts: readonly (number | null)[]
  readonly lengths: readonly number[]
}

export const packed = (parts: readonly (Buffer | null)[]): Packed => {
  let end = 1
  const starts = parts.map((part) => {
    if (part === null) return null
    const start = end
    end += part.length
    return start
  })
  return {
    bytes: Buffer.concat(parts.filter((part) => part !== null)),
    starts,
    lengths: parts.map((part) => part?.length ?? 0),
  }
}
