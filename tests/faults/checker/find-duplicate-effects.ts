import { type Arrival, firstArrivals, nameOf } from './arrivals.ts'
import type { Violation } from './ledgers.ts'

/**
 * Repetitions of an id are allowed and have no second effect. What would have one: the same move under another
 * id, or an id that the agency took for new twice.
 */
export const findDuplicateEffects = (arrivals: readonly Arrival[]): readonly Violation[] => {
  const takenForNew = arrivals.filter(({ duplicate }) => !duplicate)
  const newTwice = takenForNew.length > firstArrivals(takenForNew).length
  const ofMove = Map.groupBy(
    firstArrivals(arrivals).filter(({ filing }) => filing !== null),
    ({ agency, filing }) => `${agency}/${filing?.person}/${filing?.move}`,
  )
  const underTwoIds = [...ofMove.values()].flatMap((same) => same.slice(1))
  return [
    ...(newTwice ? takenTwice(takenForNew) : []),
    ...underTwoIds.map(
      (arrival): Violation => ({
        kind: 'duplicate-effect',
        what: `${nameOf(arrival)}: had come under another id`,
      }),
    ),
  ]
}

const takenTwice = (takenForNew: readonly Arrival[]): readonly Violation[] => {
  const first = new Set(firstArrivals(takenForNew))
  return takenForNew
    .filter((arrival) => !first.has(arrival))
    .map((arrival) => ({ kind: 'duplicate-effect', what: `${nameOf(arrival)}: taken for new twice` }))
}
