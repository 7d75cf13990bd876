import { setTimeout as pause } from 'node:timers/promises'
import { usualLimits } from '@unefois/agencies/usual-limits.ts'
import { apiClient } from '../../running/api-client.ts'
import { simulatedAgencies } from '../chaos/ledgers-of-run.ts'
import { type Stage, startStage } from '../chaos/stage.ts'
import { type Arrivals, checkRepeats, type KillRecord } from './check-repeats.ts'

export type DrainWishes = {
  readonly log: 'embedded' | 'kafka'
  /** Told to some four agencies each. */
  readonly declarations: number
  /** `due`: agencies are paused while all is opened; `log`: nothing that delivers runs while all is filed. */
  readonly from: 'due' | 'log'
  /** Whether a backlog of the same size is drained undisturbed first, to compare with. */
  readonly compare: boolean
  say(line: string): void
}

export type DrainReport = {
  readonly deliveries: number
  /** From the opening of the gates to the last recorded answer, undisturbed (if compared) and with the kill. */
  readonly undisturbedMs: number | null
  readonly killedMs: number
  /** From the kill, upon which the supervisor starts it again within 100 ms, to the first attempt. */
  readonly firstAfterKillMs: number
  readonly recordedAtKill: number
  readonly twice: number
  /** Ledgers that disagree, repetitions that nothing in flight explains. */
  readonly violations: readonly string[]
}

/** One alone: with another the lanes change hands once more when it is back, and repeat for that reason too. */
const deliverer = 'delivery-1'
const idle = 'delivery-2'
/** As `readAhead` of the attempts says: for each slot so many deliveries may be in hand. */
const inHandEach = usualLimits.slots * 12
const filedPerSecond = 250

/** A backlog that is drained, its deliverer killed midway; before it, if wished, one like it, undisturbed. */
export const runDrain = async (wishes: DrainWishes): Promise<DrainReport> => {
  const stage = await startStage(wishes.log)
  try {
    // Programs that have done nothing yet are slower than those killed midway.
    await stage.file(40)
    await stage.rest()
    await stage.services.of[idle].halt()
    if (wishes.compare) wishes.say('a backlog, drained undisturbed')
    const undisturbed = wishes.compare ? await drain(stage, wishes, async () => null) : null
    wishes.say('a backlog, its deliverer killed midway')
    const killed = await drain(stage, wishes, (total) => killMidway(stage, total))
    return await reportOf(stage, undisturbed?.ms ?? null, killed)
  } finally {
    await stage.dispose()
  }
}

type Drained<Kill> = { readonly ms: number; readonly deliveries: number; readonly kill: Kill }

const drain = async <Kill>(
  stage: Stage,
  { declarations, from }: DrainWishes,
  disturb: (finalThen: number) => Promise<Kill>,
): Promise<Drained<Kill>> => {
  const before = await finals(stage)
  await close(stage, from)
  await stage.file(declarations, filedPerSecond)
  const deliveries = (await promised(stage)) - before
  // What was filed in the moment that a pause takes to be seen may have left.
  const left = async (): Promise<number> => (await finals(stage)) - before
  if (from === 'due') await until(async () => (await due(stage)) + (await left()) >= deliveries)
  const openedAt = Date.now()
  await open(stage, from)
  const kill = await disturb(before + Math.floor(deliveries / 3))
  await until(async () => (await finals(stage)) >= before + deliveries)
  return { ms: (await lastFinalAt(stage)) - openedAt, deliveries, kill }
}

const gates = async ({ services }: Stage, way: 'pause' | 'resume'): Promise<void> => {
  const api = apiClient(services.operationsUrl, 'demo-operator')
  for (const agency of simulatedAgencies) {
    const { status } = await api.post(`/v1/operations/agencies/${agency}/${way}`, { reason: 'a backlog' })
    if (status !== 200) throw new Error(`${way} ${agency}: ${status}`)
  }
}

const close = async (stage: Stage, from: DrainWishes['from']): Promise<void> => {
  if (from === 'due') return gates(stage, 'pause')
  await stage.services.of[deliverer].halt()
}

const open = async (stage: Stage, from: DrainWishes['from']): Promise<void> => {
  if (from === 'due') return gates(stage, 'resume')
  await stage.services.of[deliverer].resume()
}

/** Once so many are final. */
const killMidway = async (stage: Stage, finalThen: number): Promise<KillRecord> => {
  await until(async () => (await finals(stage)) >= finalThen, 50)
  const wasRunning = await stage.services.of[deliverer].kill()
  if (!wasRunning) throw new Error('the deliverer was not running when it was to be killed')
  const at = Date.now()
  return { at, recorded: await recorded(stage), inHand: inHandEach * simulatedAgencies.length }
}

const reportOf = async (
  stage: Stage,
  undisturbedMs: number | null,
  { ms, deliveries, kill }: Drained<KillRecord>,
): Promise<DrainReport> => {
  const { received } = await stage.ledgers()
  const arrivals = arrivalsOf(received)
  const { twice, flaws } = checkRepeats(arrivals, kill)
  const settled = await stage.rest()
  const violations = (await stage.violations()).map((one) => `${one.kind}: ${one.what}`)
  return {
    deliveries,
    undisturbedMs,
    killedMs: ms,
    firstAfterKillMs: (await firstAttemptAfter(stage, kill.at)) - kill.at,
    recordedAtKill: kill.recorded.size,
    twice,
    violations: [...violations, ...flaws, ...(settled.atRest ? [] : [`not at rest: ${settled.left.join()}`])],
  }
}

const arrivalsOf = (received: Awaited<ReturnType<Stage['ledgers']>>['received']): Arrivals => {
  const arrivals = new Map<string, number[]>()
  for (const { deliveryId, receivedAt } of [...received.values()].flat())
    arrivals.set(deliveryId, [...(arrivals.get(deliveryId) ?? []), Date.parse(receivedAt)])
  return arrivals
}

const patienceMs = 300_000

const until = async (met: () => Promise<boolean>, everyMs = 100): Promise<void> => {
  for (const end = performance.now() + patienceMs; !(await met()); await pause(everyMs))
    if (performance.now() > end) throw new Error('it took too long')
}

const finals = async ({ pool }: Stage): Promise<number> => {
  const { rows } = await pool.query<{ count: bigint }>('select count(*) from delivery_outcomes')
  return Number(rows[0]?.count ?? 0n)
}

/** Of the one started again: the killed one records nothing any more. */
const firstAttemptAfter = async ({ pool }: Stage, at: number): Promise<number> => {
  const { rows } = await pool.query<{ at: number }>(
    `select (extract(epoch from min(started_at)) * 1000)::float8 as at from attempts
      where started_at > to_timestamp($1::float8 / 1000)`,
    [at],
  )
  return rows[0]?.at ?? Number.NaN
}

const recorded = async ({ pool }: Stage): Promise<ReadonlySet<string>> => {
  const { rows } = await pool.query<{ id: string }>('select id from delivery_outcomes')
  return new Set(rows.map(({ id }) => id))
}

const promised = async ({ pool }: Stage): Promise<number> => {
  const { rows } = await pool.query<{ count: bigint }>(
    'select count(*) from person_events e, unnest(e.told_deliveries)',
  )
  return Number(rows[0]?.count ?? 0n)
}

const due = async ({ pool }: Stage): Promise<number> => {
  const { rows } = await pool.query<{ count: bigint }>(
    `select count(*) from delivery_work where state = 'due'`,
  )
  return Number(rows[0]?.count ?? 0n)
}

const lastFinalAt = async ({ pool }: Stage): Promise<number> => {
  const { rows } = await pool.query<{ at: number }>(
    'select (extract(epoch from max(final_at)) * 1000)::float8 as at from delivery_outcomes',
  )
  return rows[0]?.at ?? Number.NaN
}
