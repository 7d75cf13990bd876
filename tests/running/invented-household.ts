import { inventedMove } from './invented-move.ts'
import { inventedMoveToAll, toldOfMoveToAll } from './invented-move-to-all.ts'

/** How many move together, and who is told of each of them. */
export type Crowd = {
  /** 1–20. */
  readonly persons: number
  readonly told: 'one' | 'four' | 'eight'
}

/** By `Crowd.told`: what each person of the household is told to. */
export const toldOfHousehold = {
  one: ['saaq'],
  four: ['saaq', 'rrq', 'revenu', 'dge'],
  eight: [...toldOfMoveToAll, 'hydro-quebec'],
} as const satisfies Readonly<Record<Crowd['told'], readonly string[]>>

type Person = ReturnType<typeof inventedMoveToAll>['persons'][number]

/** Known by a permis alone, and no elector: the SAAQ is told, nobody else. */
const knownToOne = (person: Person) => ({
  ...person,
  canadianCitizen: false,
  identifiers: { permis: person.identifiers.permis },
})

/** A consent as old as the programs that file: today's may not have begun where the declaration is read. */
const consent = { given: true, method: 'counter', at: '2026-01-05T15:00:00Z' }

/**
 * The move of invented household number `number` (from 1), all adults who have consented; the person numbers of two
 * households never meet, and lie below 456,976 as long as `number × persons` does.
 */
export const inventedHousehold = (number: number, { persons, told }: Crowd) => {
  const first = (number - 1) * persons + 1
  const numbers = Array.from({ length: persons }, (_, i) => first + i)
  const everybody = numbers.flatMap((each) => inventedMoveToAll(each).persons)
  const members = {
    one: everybody.map(knownToOne),
    four: numbers.flatMap((each) => inventedMove(each).persons),
    eight: everybody,
  }[told]
  return {
    ...inventedMove(first),
    persons: members.map((person, i) => (i === 0 ? person : { ...person, consent })),
    ...(told === 'eight' && { partners: [{ id: 'hydro-quebec', consent: true }] }),
  }
}
