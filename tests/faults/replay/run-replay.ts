import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../running/until.ts'
import { simulatedAgencies } from '../chaos/ledgers-of-run.ts'
import { operationsAt } from '../chaos/operations.ts'
import { unopened } from '../chaos/record-at-rest.ts'
import { simulatorsAt } from '../chaos/simulators.ts'
import { type Stage, startStage } from '../chaos/stage.ts'
import type { Violation } from '../checker/ledgers.ts'
import { type Replay, replaysAt } from './replays-at.ts'

export type ReplayWishes = {
  /** Some four agencies are told of each. */
  readonly declarations: number
  /** Filed while the replay runs. */
  readonly liveDeclarations: number
  /** SIGKILLs of the program that runs it. */
  readonly kills: number
  say(line: string): void
}

export type ReplayReport = {
  readonly parked: number
  readonly cancelled: Replay
  /** Deliveries that stayed parked once what was in hand at the cancelling had gone, and reached their agency after all. */
  readonly sentAfterCancelling: number
  /** How long after the decision the last of its deliveries was begun, milliseconds; negative: before. */
  readonly stoppedAfterMs: number
  readonly completed: Replay
  /** What an operator saw, in the order of looking. */
  readonly progress: readonly number[]
  readonly kills: number
  /** Received again: a stalled program loses its lanes, a slow answer comes after its deadline. */
  readonly repetitions: number
  /** Deliveries with two attempts that went well: what only a replay can do. */
  readonly sentTwice: number
  readonly atRest: boolean
  readonly violations: readonly Violation[]
}

/** Two each: the second waits behind the first, which is parked. */
const movesEach = 2
const filedPerSecond = 300
const lookEveryMs = 2_000
/** Without any progress for so long something is wrong. */
const stillForMs = 60_000

const behaveAll = async (stage: Stage, mode: string): Promise<void> => {
  const simulators = simulatorsAt(stage.services.simulatorsUrl)
  for (const agency of simulatedAgencies) await simulators.behave(agency, { mode })
}

/** Of what is told: not opened yet, and opened and still tried. */
const yetToPark = async ({ pool }: Stage): Promise<number> => {
  const { rows } = await pool.query<{ trying: bigint }>(
    `select count(*) as trying from delivery_work w
      where w.state in ('due', 'held') and not exists (
        select from delivery_work earlier
         where earlier.person_id = w.person_id and earlier.agency = w.agency
           and earlier.sequence < w.sequence and earlier.state = 'parked')`,
  )
  return (await unopened(pool)) + Number(rows[0]?.trying)
}

/** Everything that can be tried has been, and is parked. Looked at seldom: each look goes through all that waits. */
const untilAllParked = async (stage: Stage, say: ReplayWishes['say']): Promise<void> => {
  for (let before = Number.POSITIVE_INFINITY, still = 0; ; await pause(lookEveryMs)) {
    const left = await yetToPark(stage)
    if (left === 0) return
    say(`${left} still to park`)
    still = left < before ? 0 : still + 1
    if (still * lookEveryMs > stillForMs) throw new Error(`${left} do not park`)
    before = left
  }
}

/** The number of parked ones that no longer changes. */
const untilStill = (replays: ReturnType<typeof replaysAt>): Promise<number> => {
  let before = -1
  return until('what was in hand has gone', async () => {
    const now = await replays.parked()
    if (now === before) return now
    before = now
    await pause(1_000)
    return null
  })
}

/** How many that stay parked after it was cancelled arrive all the same. */
const cancelMidway = async (stage: Stage, say: ReplayWishes['say']) => {
  const replays = replaysAt(stage.services.operationsUrl)
  const operations = operationsAt(stage.services.operationsUrl)
  const { id, total } = await replays.start()
  await replays.untilIt(id, ({ done }) => done > total / 20)
  const decidedAt = Date.now()
  const cancelled = await replays.cancel(id)
  say(`cancelled at ${cancelled.done} of ${total}, answered after ${Date.now() - decidedAt} ms`)
  say(`${await untilStill(replays)} left`)
  const left = new Set((await operations.all({ state: 'parked' })).map((one) => one.id))
  await pause(2_000)
  const simulators = simulatorsAt(stage.services.simulatorsUrl)
  let sentAfterCancelling = 0
  for (const agency of simulatedAgencies)
    for (const { deliveryId } of await simulators.received(agency))
      if (left.has(deliveryId)) sentAfterCancelling += 1
  return { cancelled, sentAfterCancelling, stoppedAfterMs: (await lastAttempt(stage)) - decidedAt }
}

/** When the last of those that had been parked was begun, milliseconds since 1970; what waited behind one has one attempt. */
const lastAttempt = async ({ pool }: Stage): Promise<number> => {
  const { rows } = await pool.query<{ at: Date | null }>(
    'select max(started_at) as at from attempts where number > 1',
  )
  return rows[0]?.at?.getTime() ?? 0
}

/** Kills its runner at even distances, while new declarations flow. */
const replayTheRest = async (stage: Stage, { kills, liveDeclarations, say }: ReplayWishes) => {
  const replays = replaysAt(stage.services.operationsUrl)
  const { operations } = stage.services.of
  const { id, total } = await replays.start()
  const live = stage.file(liveDeclarations)
  const progress: number[] = []
  for (let kill = 1; kill <= kills; kill++) {
    const { done } = await replays.untilIt(
      id,
      (replay) => replay.done > (total * kill) / (kills + 1),
      progress,
    )
    await operations.kill()
    say(`killed operations at ${done} of ${total}`)
  }
  const completed = await replays.untilIt(id, ({ state }) => state === 'completed', progress)
  await live
  return { completed, progress, kills: operations.counts.kills }
}

const repetitions = async ({ services }: Stage): Promise<number> => {
  const simulators = simulatorsAt(services.simulatorsUrl)
  let count = 0
  for (const agency of simulatedAgencies) count += (await simulators.stats(agency)).duplicates
  return count
}

const sentTwice = async ({ pool }: Stage): Promise<number> => {
  const { rowCount } = await pool.query(
    'select delivery_id from attempts where failure is null group by delivery_id having count(*) > 1',
  )
  return rowCount ?? 0
}

/** Parks everything while all agencies are down, then replays it by one decision after another. */
export const runReplay = async (wishes: ReplayWishes): Promise<ReplayReport> => {
  const { declarations, say } = wishes
  const stage = await startStage('embedded')
  try {
    await behaveAll(stage, 'down')
    await stage.file(declarations, filedPerSecond, movesEach)
    say(`${declarations} filed`)
    await untilAllParked(stage, say)
    const parked = await replaysAt(stage.services.operationsUrl).parked()
    say(`${parked} parked`)
    await behaveAll(stage, 'accept')
    const first = await cancelMidway(stage, say)
    const second = await replayTheRest(stage, wishes)
    const { atRest } = await stage.rest()
    return {
      parked,
      ...first,
      ...second,
      repetitions: await repetitions(stage),
      sentTwice: await sentTwice(stage),
      atRest,
      violations: await stage.violations(),
    }
  } finally {
    await stage.dispose()
  }
}
