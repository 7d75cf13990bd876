import { setTimeout as pause } from 'node:timers/promises'
import { promisesOf } from '../journey/promises-of.ts'
import type { Stage } from '../journey/stage.ts'
import { untilDelivered } from '../journey/until-delivered.ts'
import { look, type Usage, usageBetween } from '../journey/usage-between.ts'
import type { Filings } from '../programs/filer.ts'
import { memoryOf } from '../resource-use.ts'
import { gatesOf } from './agencies-of.ts'

export type Drain = Usage & {
  readonly filings: Filings
  readonly deliveriesPerSecond: number
  readonly memoryMb: Readonly<Record<string, number>>
}

export type DrainPlan = {
  readonly agencies: readonly string[]
  /** Deliveries of the backlog at least, and how many each declaration promises. */
  readonly deliveries: number
  readonly deliveriesEach: number
  readonly declarants: number
}

const lookEveryMs = 20
const openedWithinMs = 180_000

/** Everything filed and due while operators have paused the agencies; then they go on, and the clock with them. */
export const measureDrain = async (stage: Stage, plan: DrainPlan): Promise<Drain> => {
  const { filer, receiver, programs } = stage
  const gates = gatesOf(stage.url, plan.agencies)
  await gates.close()
  const declarations = Math.ceil(plan.deliveries / plan.deliveriesEach)
  await filer.ask('prepare', declarations)
  const filings = await filer.ask('fileAll', declarations, plan.declarants)
  const promised = promisesOf(filings).length
  await untilDue(stage, promised)

  const before = await look(stage)
  await gates.open()
  while ((await receiver.ask('count')) < promised) await pause(lookEveryMs)
  await untilDelivered(stage, promised)
  const after = await look(stage)
  const memoryMb = await memoryOf(programs)
  const lastAt = await lastRecordedAt(stage)
  return {
    filings,
    deliveriesPerSecond: (promised * 1000) / (lastAt - before.at),
    memoryMb,
    ...usageBetween(before, after, promised),
  }
}

/** Throws when some are not due within three minutes. */
const untilDue = async ({ records }: Stage, promised: number): Promise<void> => {
  let due = 0
  for (const until = performance.now() + openedWithinMs; performance.now() < until; await pause(200)) {
    const { rows } = await records.query<{ count: bigint }>(
      `select count(*) from delivery_work where state = 'due'`,
    )
    due = Number(rows[0]?.count ?? 0n)
    if (due === promised) return
  }
  throw new Error(`${due} of ${promised} were due in time`)
}

/** Milliseconds since 1970. */
const lastRecordedAt = async ({ records }: Stage): Promise<number> => {
  const { rows } = await records.query<{ at: number }>(
    'select (extract(epoch from max(final_at)) * 1000)::float8 as at from delivery_outcomes',
  )
  return rows[0]?.at ?? Number.NaN
}
