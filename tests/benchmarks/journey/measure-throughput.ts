import { setTimeout as pause } from 'node:timers/promises'
import type { Filings } from '../programs/filer.ts'
import { memoryOf } from '../resource-use.ts'
import { forgetStatements, topStatements } from './profiled-postgres.ts'
import { promisesOf } from './promises-of.ts'
import type { Stage } from './stage.ts'
import { untilDelivered } from './until-delivered.ts'
import { look, type Usage, usageBetween } from './usage-between.ts'

export type Throughput = Usage & {
  readonly filings: Filings
  readonly deliveriesPerSecond: number
  readonly declarationsPerSecond: number
  /** Of each program at the end of the phase. */
  readonly memoryMb: Readonly<Record<string, number>>
  /** Deliveries promised and not yet received. Small: filing is the bound; the backlog allowed: delivering is. */
  readonly backlogAtEnd: number
  /** The costliest statements, when the stage is profiled. */
  readonly statements: string | null
}

export type ThroughputPlan = {
  readonly warmUpMs: number
  readonly windowMs: number
  /** Declarations that may be under way: filed and not yet received by every agency told. */
  readonly backlog: number
  /** Deliveries that each declaration promises. */
  readonly deliveriesEach: number
  /** Declarants who file at once. */
  readonly declarants: number
  /** Declarations made ahead: more than can be filed in the time. */
  readonly prepared: number
  /** Deliveries promised before this phase. */
  readonly before: number
}

/** Some 2 ms of the coordinator's time in each 100. */
const lookEveryMs = 50

/**
 * Files as fast as is accepted, with a bounded backlog, so that what is measured can go on for ever: without the
 * bound a quick intake would only lengthen the queue, and the figure would depend on when one stopped.
 */
export const measureThroughput = async (stage: Stage, plan: ThroughputPlan): Promise<Throughput> => {
  const { filer, programs } = stage
  await filer.ask('prepare', plan.prepared)
  await filer.ask('begin', plan.declarants)
  const arrivedBefore = await stage.receiver.ask('count')
  const keeping = keepBacklog(stage, plan, arrivedBefore)
  await pause(plan.warmUpMs)
  if (stage.profiled) await forgetStatements(stage.databaseUrl)
  const before = await look(stage)
  await pause(plan.windowMs)
  const after = await look(stage)
  const statements = stage.profiled ? await topStatements(stage.databaseUrl) : null
  const memoryMb = await memoryOf(programs)
  const received = (await stage.receiver.ask('count')) - arrivedBefore
  const filings = await filer.ask('end')
  await keeping.stop()
  await untilDelivered(stage, plan.before + promisesOf(filings).length)

  const seconds = (after.at - before.at) / 1000
  const done = await acknowledgedBetween(stage, before.at, after.at)
  const accepted = filings.accepted.filter((one) => one.acceptedAt >= before.at && one.acceptedAt < after.at)
  return {
    filings,
    deliveriesPerSecond: done / seconds,
    declarationsPerSecond: accepted.length / seconds,
    memoryMb,
    statements,
    backlogAtEnd: promisesOf(filings).length - received,
    ...usageBetween(before, after, done),
  }
}

const keepBacklog = (
  { receiver, filer }: Stage,
  { backlog, deliveriesEach }: ThroughputPlan,
  arrivedBefore: number,
): { stop(): Promise<void> } => {
  let stopped = false
  const keeping = (async () => {
    while (!stopped) {
      const received = (await receiver.ask('count')) - arrivedBefore
      await filer.ask('allow', backlog + Math.floor(received / deliveriesEach))
      await pause(lookEveryMs)
    }
  })()
  return {
    stop: async () => {
      stopped = true
      await keeping
    },
  }
}

const acknowledgedBetween = async ({ records }: Stage, from: number, to: number): Promise<number> => {
  const { rows } = await records.query<{ count: bigint }>(
    `select count(*) from delivery_outcomes
      where state = 'accepted' and final_at >= to_timestamp($1::float8 / 1000) and final_at < to_timestamp($2::float8 / 1000)`,
    [from, to],
  )
  return Number(rows[0]?.count ?? 0n)
}
