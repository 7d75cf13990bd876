import type { Places } from '../places/places.ts'

/** Whether an unknown name differs by a letter or two from a place of the postal code's area: `Longeuil`. */
export const looksMisspelt = (key: string, code: string, places: Places): boolean => {
  if (code === '' || key.length < 5) return false
  const rural = places.rural.get(code)
  const there = rural === undefined ? (places.urban.get(code.slice(0, 3)) ?? []) : [rural]
  const allowed = key.length < 8 ? 1 : 2
  return there.some((place) => {
    const cities = (places.former.get(place) ?? []).map((former) => former.key)
    return [place, ...cities].some((name) => within(key, name, allowed))
  })
}

/** Optimal string alignment distance (one swap of neighbours counts one) of at most `allowed`, of short names. */
const within = (one: string, other: string, allowed: number): boolean => {
  if (Math.abs(one.length - other.length) > allowed || one.length > 60) return false
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (row > 1 && column > 1 && swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1)
      current.push(least)
    }
    beforeLast = last
    last = current
  }
  return (last[other.length] ?? Infinity) <= allowed
}
