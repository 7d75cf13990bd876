import type { Accounts } from '../accounts.ts'
import type { Place } from '../place.ts'

/** What every part of the suite works with; a function, because it exists only once the place has started. */
export type Where = () => Accounts & { readonly place: Place }

let persons = 20_000

/** A number that no other test of this run has: each has its own invented person. */
export const nextPerson = (): number => {
  persons += 1
  return persons
}
