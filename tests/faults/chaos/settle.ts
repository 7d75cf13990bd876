import { setTimeout as pause } from 'node:timers/promises'
import type { Operations } from './operations.ts'
import type { Simulators } from './simulators.ts'

export type SettleWishes = {
  readonly operations: Operations
  readonly simulators: Simulators
  /** Those that are to come to rest. */
  readonly agencies: readonly string[]
  /** Deliveries that no consumer has opened yet. */
  unopened(): Promise<number>
  /** Given up after so long without any change. */
  readonly patienceMs: number
}

export type Settled = {
  /** Nothing unfinished is left. False: nothing has changed for `patienceMs`. */
  readonly atRest: boolean
  readonly replayed: number
  readonly ms: number
  /** What was unfinished at the end, `agency state`. */
  readonly left: readonly string[]
}

const unfinished = ['held', 'due', 'received', 'deferred', 'needs-review', 'parked'] as const
const lookEveryMs = 500

const unfinishedAt = async (operations: Operations, agencies: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  for (const agency of agencies)
    for (const state of unfinished)
      if (await operations.any({ agency, state })) found.push(`${agency} ${state}`)
  return found
}

const replayParked = async (operations: Operations, agencies: readonly string[]): Promise<number> => {
  let replayed = 0
  for (const agency of agencies)
    replayed += await operations.replay(await operations.firstOf({ agency, state: 'parked' }))
  return replayed
}

/** Replays what is parked, as an operator would, until every delivery at these agencies is final. */
export const settle = async (wishes: SettleWishes): Promise<Settled> => {
  const { operations, simulators, agencies, patienceMs } = wishes
  const startedAt = performance.now()
  let changedAt = startedAt
  let before = ''
  let replayed = 0
  for (;;) {
    replayed += await replayParked(operations, agencies)
    const waiting = await wishes.unopened()
    const left = await unfinishedAt(operations, agencies)
    const ms = performance.now() - startedAt
    if (left.length === 0 && waiting === 0) return { atRest: true, replayed, ms, left }

    const stats = await Promise.all(agencies.map((agency) => simulators.stats(agency)))
    const now = JSON.stringify([left, waiting, replayed, stats.map(({ distinct }) => distinct)])
    if (now !== before) changedAt = performance.now()
    before = now
    if (performance.now() - changedAt > patienceMs)
      return { atRest: false, replayed, ms, left: [...left, `${waiting} unopened`] }
    await pause(lookEveryMs)
  }
}
