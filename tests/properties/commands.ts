import fc from 'fast-check'
import type { Ending } from './lane-owner.ts'

/** What people decide; `which` picks among what there is to correct or withdraw. */
export type Decision =
  | {
      readonly do: 'move' | 'correct-move'
      readonly permis: boolean
      readonly later: boolean
      readonly which: number
    }
  | { readonly do: 'withdraw-move' | 'die' | 'correct-death' | 'restore'; readonly which: number }

/** What the programs do, one agency at a time. */
export type Step =
  | { readonly do: 'open'; readonly agency: number; readonly again: boolean }
  | { readonly do: 'tend' | 'take' | 'arrive' | 'change-owner' | 'late-arrival'; readonly agency: number }
  | { readonly do: 'finish'; readonly agency: number; readonly ending: Ending }

export type Command = Decision | Step

const which = fc.nat(7)
const agency = fc.nat(1)

const decision: fc.Arbitrary<Decision> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('move' as const, 'correct-move' as const, 'correct-move' as const),
      permis: fc.boolean(),
      later: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'withdraw-move' as const,
        'die' as const,
        'correct-death' as const,
        'restore' as const,
      ),
      which,
    }),
  },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('open' as const), agency, again: fc.boolean() }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom('tend' as const, 'take' as const, 'take' as const, 'arrive' as const),
      agency,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('change-owner' as const, 'late-arrival' as const), agency }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('finish' as const),
      agency,
      ending: fc.constantFrom<Ending>('accepted', 'received', 'failed', 'failed'),
    }),
  },
)

/** Any order of decisions and steps. */
export const commands = fc.array(
  fc.oneof({ weight: 2, arbitrary: decision }, { weight: 3, arbitrary: step }),
  { minLength: 4, maxLength: 30 },
)
