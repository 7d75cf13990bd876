import { type Arrival, firstArrivals, nameOf } from './arrivals.ts'
import type { Violation } from './ledgers.ts'

/** What came after something that it should have preceded. */
const disorderIn = (ofPerson: readonly Arrival[]): readonly Violation[] => {
  const violations: Violation[] = []
  let lastSequence = 0n
  let lastRank = -1
  for (const arrival of ofPerson) {
    const sequence = BigInt(arrival.sequence)
    const rank = arrival.filing?.rank ?? null
    if (sequence <= lastSequence)
      violations.push({
        kind: 'wrong-order',
        what: `${nameOf(arrival)}: ${sequence} after ${lastSequence}`,
      })
    if (rank !== null && rank < lastRank)
      violations.push({ kind: 'wrong-order', what: `${nameOf(arrival)}: after a later move of the person` })
    if (sequence > lastSequence) lastSequence = sequence
    lastRank = Math.max(lastRank, rank ?? -1)
  }
  return violations
}

const gapsIn = (ofPerson: readonly Arrival[]): readonly Violation[] => {
  const [first] = ofPerson
  const numbers = new Set(ofPerson.map(({ sequence }) => Number(sequence)))
  const missing = Array.from({ length: Math.max(0, ...numbers) }, (_, i) => i + 1).filter(
    (number) => !numbers.has(number),
  )
  return missing.map((number) => ({
    kind: 'gap',
    what: `${first?.agency}, person ${first?.filing?.person}: number ${number} never came`,
  }))
}

/** Each agency's own name for each person: one, and nobody else's. */
const wrongSubjects = (first: readonly Arrival[]): readonly Violation[] => {
  const owners = new Map<string, string>()
  const names = new Map<string, string>()
  return first.flatMap((arrival): readonly Violation[] => {
    const { agency, subject, filing } = arrival
    if (filing === null) return []
    const owner = `${agency}/${filing.person}`
    const known = owners.get(subject) ?? owner
    const named = names.get(owner) ?? subject
    owners.set(subject, known)
    names.set(owner, named)
    return known === owner && named === subject ? [] : [{ kind: 'wrong-subject', what: nameOf(arrival) }]
  })
}

/**
 * Of each person at each agency, at first arrival: sequence numbers rise from 1 without a gap, and acknowledged
 * moves come in the order in which the client, who files a person's one after the other, heard of them.
 */
export const findDisorder = (arrivals: readonly Arrival[]): readonly Violation[] => {
  const first = firstArrivals(arrivals)
  const known = first.filter(({ filing }) => filing !== null)
  const byPerson = Map.groupBy(known, ({ agency, filing }) => `${agency}/${filing?.person}`)
  return [
    ...[...byPerson.values()].flatMap((ofPerson) => [...disorderIn(ofPerson), ...gapsIn(ofPerson)]),
    ...wrongSubjects(first),
  ]
}
