/**
 * What two numbers joined by a hyphen are. Canada Post writes the unit first (`3-1234`); many write it last
 * (`1234-3`), and a hyphen also joins the ends of a range (`1234-1236`).
 *
 * - A range has both ends on one side of the street and close together. From three digits on a unit that would be so
 *   near its own building's number is a coincidence; below, it is not.
 * - A first number with more digits than the second may be the building's, when the second could be a unit's.
 */
export const classifyPair = (
  first: string,
  second: string,
): { readonly kind: 'range' | 'unit' | 'unclear' } => {
  if (/[A-Z]$/.test(first)) return { kind: second.length > first.length - 1 ? 'unit' : 'unclear' }
  const from = Number(first)
  const to = Number(second)
  if (to === 0 || from === 0) return { kind: 'unclear' }
  const apart = to - from
  if (first.length > 1 && Math.abs(apart) <= 30) {
    return { kind: apart > 0 && apart % 2 === 0 && apart <= 20 && first.length >= 3 ? 'range' : 'unclear' }
  }
  if (apart > 0 && apart <= (first.length === second.length ? 100 : 8)) return { kind: 'unclear' }
  if (first.length < second.length) return { kind: 'unit' }
  if (second.length >= 3) return { kind: first.length >= 4 || from > to ? 'unit' : 'unclear' }
  return { kind: first.length === 3 && second.length === 2 ? 'unit' : 'unclear' }
}
