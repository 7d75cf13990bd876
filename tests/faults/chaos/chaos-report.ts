import { foldFilings } from '../checker/fold-filings.ts'
import type { Ledgers, Violation } from '../checker/ledgers.ts'
import { type Delay, delaysOf } from './delays.ts'
import type { ChaosWishes, Rest } from './run-chaos.ts'
import type { Stats } from './simulators.ts'
import type { GroundVictim } from './start-ground.ts'

export type ChaosReport = {
  readonly log: ChaosWishes['log']
  readonly seed: number
  readonly kills: Readonly<Record<string, number>>
  readonly killsWhileFiling: number
  readonly endedByThemselves: Readonly<Record<string, number>>
  /** Their last words, where they were no crash: a start without the database, say. */
  readonly refusals: readonly string[]
  readonly filings: { acknowledged: number; refused: number; indeterminate: number; tries: number }
  readonly deliveries: number
  /** Allowed: each came under an id that the agency knew. */
  readonly repetitions: number
  readonly replayed: number
  readonly seconds: { filing: number; othersAtRest: number; allAtRest: number }
  readonly delays: readonly Delay[]
  readonly violations: readonly { readonly kind: string; readonly what: string }[]
}

export type Outcome = {
  readonly wishes: ChaosWishes
  readonly ledgers: Ledgers
  readonly stats: ReadonlyMap<string, Stats>
  readonly violations: readonly Violation[]
  readonly rest: Rest
  readonly filingMs: number
  /** While declarations were still being filed. */
  readonly kills: number
  readonly victims: readonly Pick<GroundVictim, 'name' | 'counts'>[]
  readonly downAgency: string
}

type Found = ChaosReport['violations'][number]

const unexpectedOf = ({ rest, stats, victims, downAgency }: Outcome): readonly Found[] => {
  const found: Found[] = victims.flatMap(({ name, counts }) =>
    counts.crashes.map((line) => ({ kind: 'crashed', what: `${name}: ${line}` })),
  )
  if (!rest.others.atRest) found.push({ kind: 'not-at-rest', what: rest.others.left.join(', ') })
  if (!rest.all.atRest) found.push({ kind: 'not-at-rest', what: `in the end ${rest.all.left.join(', ')}` })
  if (rest.downReceived > 0)
    found.push({ kind: 'misdelivered', what: `${downAgency} received ${rest.downReceived} while down` })
  for (const state of rest.downStates)
    if (state !== 'due' && state !== 'parked')
      found.push({ kind: 'unfinished', what: `${downAgency} had deliveries ${state} while down` })
  for (const [agency, { invalidSchema, invalidSignature }] of stats)
    if (invalidSchema + invalidSignature > 0)
      found.push({
        kind: 'refused-by-agency',
        what: `${agency}: ${invalidSignature} signatures, ${invalidSchema} forms`,
      })
  return found
}

const total = (stats: Outcome['stats'], of: (one: Stats) => number): number =>
  [...stats.values()].reduce((sum, one) => sum + of(one), 0)

const inSeconds = (ms: number): number => Math.round(ms / 1000)

export const reportOf = (outcome: Outcome): ChaosReport => {
  const { wishes, stats, rest, victims } = outcome
  const { filings } = foldFilings(outcome.ledgers.filings)
  const count = (ended: string): number => filings.filter((filing) => filing.ended === ended).length
  return {
    log: wishes.log,
    seed: wishes.seed,
    kills: Object.fromEntries(victims.map(({ name, counts }) => [name, counts.kills])),
    killsWhileFiling: outcome.kills,
    endedByThemselves: Object.fromEntries(
      victims
        .filter(({ counts }) => counts.endedByItself > 0)
        .map(({ name, counts }) => [name, counts.endedByItself]),
    ),
    refusals: victims.flatMap(({ name, counts }) => counts.refusals.map((words) => `${name}: ${words}`)),
    filings: {
      acknowledged: count('acknowledged'),
      refused: count('refused'),
      indeterminate: count('indeterminate'),
      tries: outcome.ledgers.filings.length,
    },
    deliveries: total(stats, ({ distinct }) => distinct),
    repetitions: total(stats, ({ duplicates }) => duplicates),
    replayed: rest.others.replayed + rest.all.replayed,
    seconds: {
      filing: inSeconds(outcome.filingMs),
      othersAtRest: inSeconds(rest.others.ms),
      allAtRest: inSeconds(rest.all.ms),
    },
    delays: delaysOf(outcome.ledgers, outcome.downAgency),
    violations: [...unexpectedOf(outcome), ...outcome.violations],
  }
}
