import { setTimeout as pause } from 'node:timers/promises'
import type { Accepted, Filings } from '../programs/filer.ts'
import { percentile } from '../statistics.ts'
import { promisesOf } from './promises-of.ts'
import type { Stage } from './stage.ts'
import { untilDelivered } from './until-delivered.ts'

export type Latency = {
  /** All of the phase, the warm-up included. */
  readonly filings: readonly Filings[]
  /** Accepted → acknowledged by every agency told, milliseconds. */
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
  /** Filed → accepted: what the declarant waits for. */
  readonly acceptP50Ms: number
  readonly acceptP95Ms: number
}

export type LatencyPlan = {
  readonly warmUpSeconds: number
  readonly seconds: number
  readonly before: number
}

const perSecond = 50

/**
 * Declarations at a constant rate, sent whether or not those before were answered, so that a pause of the product
 * shows in every declaration that fell into it. Accepted is when the client had the 202, by its own clock;
 * acknowledged is what the broker recorded, since an answer that it has not recorded would be asked for again.
 */
export const measureLatency = async (stage: Stage, plan: LatencyPlan): Promise<Latency> => {
  const { filer } = stage
  await filer.ask('prepare', perSecond * (plan.warmUpSeconds + plan.seconds))
  const warmUp = await filer.ask('arrive', perSecond, plan.warmUpSeconds)
  const filings = await filer.ask('arrive', perSecond, plan.seconds)
  await untilDelivered(stage, plan.before + promisesOf(warmUp).length + promisesOf(filings).length)
  await pause(100)
  const acknowledgedAt = await acknowledgements(stage, filings)
  const waits = filings.accepted.map((one) => waitOf(one, acknowledgedAt))
  const accepting = filings.accepted.map(({ filedAt, acceptedAt }) => acceptedAt - filedAt)
  return {
    filings: [warmUp, filings],
    p50Ms: percentile(waits, 0.5),
    p95Ms: percentile(waits, 0.95),
    p99Ms: percentile(waits, 0.99),
    acceptP50Ms: percentile(accepting, 0.5),
    acceptP95Ms: percentile(accepting, 0.95),
  }
}

/** Until the last of its agencies; without end for one that is missing. */
const waitOf = ({ acceptedAt, told }: Accepted, acknowledgedAt: ReadonlyMap<string, number>): number =>
  Math.max(...told.map(({ delivery }) => acknowledgedAt.get(delivery) ?? Number.POSITIVE_INFINITY)) -
  acceptedAt

/** Milliseconds since 1970 with their fraction, by delivery: PostgreSQL's clock is this machine's too. */
const acknowledgements = async (
  { records }: Stage,
  filings: Filings,
): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await records.query<{ id: string; at: number }>(
    `select id, (extract(epoch from final_at) * 1000)::float8 as at
       from delivery_outcomes where id = any($1::uuid[]) and state = 'accepted'`,
    [promisesOf(filings).map(({ delivery }) => delivery)],
  )
  return new Map(rows.map(({ id, at }) => [id, at]))
}
