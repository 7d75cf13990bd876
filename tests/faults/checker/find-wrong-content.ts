import { isDeepStrictEqual } from 'node:util'
import { type Arrival, nameOf } from './arrivals.ts'
import type { Expectation, ExpectedNotice, Violation } from './ledgers.ts'

const linesOf = (address: unknown): unknown =>
  typeof address === 'object' && address !== null && 'lines' in address ? address.lines : null

const flawsOf = (data: Arrival['data'], { values, addresses }: ExpectedNotice): readonly string[] => [
  ...Object.entries(values)
    .filter(([key, value]) => !isDeepStrictEqual(data[key], value))
    .map(([key]) => key),
  ...Object.entries(addresses)
    .filter(([key, lines]) => !isDeepStrictEqual(linesOf(data[key]), lines))
    .map(([key]) => key),
]

const violationsOf = (arrival: Arrival, expected: ExpectedNotice): readonly Violation[] => {
  const allowed = new Set([...Object.keys(expected.values), ...Object.keys(expected.addresses)])
  const foreign = Object.keys(arrival.data).filter((key) => !allowed.has(key))
  const wrong = flawsOf(arrival.data, expected)
  return [
    ...foreign.map((key): Violation => ({ kind: 'foreign-field', what: `${nameOf(arrival)}: ${key}` })),
    ...wrong.map((key): Violation => ({ kind: 'wrong-content', what: `${nameOf(arrival)}: ${key}` })),
  ]
}

/** Every payload says of its move what it must, and has no key beyond. */
export const findWrongContent = (
  arrivals: readonly Arrival[],
  expectation: Expectation,
): readonly Violation[] =>
  arrivals.flatMap((arrival) => {
    const { filing, agency } = arrival
    const expected = filing && expectation.concerned(filing.person, filing.move).get(agency)
    return expected ? violationsOf(arrival, expected) : []
  })

/** The same id always brings the same bytes, as far as the ledger keeps them. */
export const findChangedBodies = (arrivals: readonly Arrival[]): readonly Violation[] => {
  const first = new Map<string, Arrival>()
  return arrivals.flatMap((arrival): readonly Violation[] => {
    const id = `${arrival.agency}/${arrival.deliveryId}`
    const before = first.get(id)
    if (before === undefined) {
      first.set(id, arrival)
      return []
    }
    const same =
      before.sequence === arrival.sequence &&
      before.subject === arrival.subject &&
      before.type === arrival.type &&
      isDeepStrictEqual(before.data, arrival.data)
    return same ? [] : [{ kind: 'changed-body', what: nameOf(arrival) }]
  })
}
