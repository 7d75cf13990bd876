import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkLedgers } from './check-ledgers.ts'
import { allAgencies, cleanLedgers, type PlantableLedgers } from './clean-ledgers.ts'
import type { Received, ViolationKind } from './ledgers.ts'

type Planted = { readonly kind: ViolationKind; plant(ledgers: PlantableLedgers, at: number): boolean }

const arrivalsOf = (ledgers: PlantableLedgers, at: number): Received[] => {
  const heard = [...ledgers.received.values()].filter((arrivals) => arrivals.length > 0)
  return heard[at % heard.length] ?? []
}
const change = (
  kind: ViolationKind,
  by: (arrivals: Received[], i: number, one: Received) => boolean,
): Planted => ({
  kind,
  plant: (ledgers, at) => {
    const arrivals = arrivalsOf(ledgers, at)
    const i = at % Math.max(1, arrivals.length)
    const one = arrivals[i]
    return one !== undefined && by(arrivals, i, one)
  },
})
const set = (arrivals: Received[], i: number, one: Received): boolean => {
  arrivals[i] = one
  return true
}

/** One flaw each; `plant` is false where the ledgers leave no place for it. */
const mutations: readonly Planted[] = [
  change('lost', (arrivals, i) => arrivals.splice(i, 1).length === 1),
  change('duplicate-effect', (arrivals, _, one) =>
    Boolean(arrivals.push({ ...one, deliveryId: `${one.deliveryId}-again` })),
  ),
  change('wrong-order', (arrivals, i, one) => {
    const j = arrivals.findIndex(
      ({ subject, sequence }) => subject === one.subject && sequence > one.sequence,
    )
    const later = arrivals[j]
    return later !== undefined && set(arrivals, i, later) && set(arrivals, j, one)
  }),
  {
    kind: 'misdelivered',
    plant: (ledgers, at) => {
      const one = arrivalsOf(ledgers, at)[0]
      const unconcerned = allAgencies.find(
        (agency) => !ledgers.received.get(agency)?.some(({ subject }) => subject === one?.subject),
      )
      if (one === undefined || unconcerned === undefined) return false
      const about = ledgers.expectation.identify(one.data)
      if (about && ledgers.expectation.concerned(about.person, about.move).has(unconcerned)) return false
      ledgers.received.get(unconcerned)?.push(one)
      return true
    },
  },
  change('gap', (arrivals, i, one) => set(arrivals, i, { ...one, sequence: '000099' })),
  change('foreign-field', (arrivals, i, one) =>
    set(arrivals, i, { ...one, data: { ...one.data, secret: 1 } }),
  ),
  change('wrong-content', (arrivals, i, one) =>
    set(arrivals, i, { ...one, data: { ...one.data, name: { surname: 'Autre', given: 'Camille' } } }),
  ),
]

/** Repetitions scattered over a clean ledger: what every real run has. */
const scatter = (ledgers: PlantableLedgers, places: readonly number[]): void => {
  for (const place of places) {
    const arrivals = arrivalsOf(ledgers, place)
    const one = arrivals[place % Math.max(1, arrivals.length)]
    if (one !== undefined) arrivals.push({ ...one, attempt: 2, duplicate: true })
  }
}

const runs = fc.record({
  seed: fc.nat(100_000),
  persons: fc.integer({ min: 1, max: 6 }),
  moves: fc.integer({ min: 1, max: 4 }),
  repeated: fc.array(fc.nat(10_000), { maxLength: 6 }),
})

test('a clean run with repetitions passes, whatever its size', () => {
  fc.assert(
    fc.property(runs, ({ seed, persons, moves, repeated }) => {
      const ledgers = cleanLedgers(seed, persons, moves)
      scatter(ledgers, repeated)
      expect(checkLedgers(ledgers)).toEqual([])
    }),
  )
})

test.each(mutations)('one $kind, anywhere, is found as such', ({ kind, plant }) => {
  let planted = 0
  fc.assert(
    fc.property(runs, fc.nat(10_000), ({ seed, persons, moves }, at) => {
      const ledgers = cleanLedgers(seed, persons, moves)
      fc.pre(plant(ledgers, at))
      planted += 1
      expect(checkLedgers(ledgers).map((violation) => violation.kind)).toContain(kind)
    }),
  )
  expect(planted).toBeGreaterThan(50)
})
