import type { Comparison } from './compare-ledgers.ts'
import { compareStage, refusedOf } from './compare-stage.ts'
import { type Latency, measureLatency } from './measure-latency.ts'
import { measureRaw, measureRawOtherwise, type Raw, type RawOtherwise } from './measure-raw.ts'
import { measureThroughput, type Throughput } from './measure-throughput.ts'
import { promisesOf } from './promises-of.ts'
import { connections, type Stage } from './stage.ts'
import { type Versions, versionsOf } from './versions-of.ts'

export type RunPlan = {
  readonly warmUpMs: number
  readonly windowMs: number
  readonly backlog: number
  readonly latencySeconds: number
  readonly rawWindowMs: number
}

export const usualPlan: RunPlan = {
  warmUpMs: 10_000,
  windowMs: 10_000,
  backlog: 1_000,
  latencySeconds: 15,
  rawWindowMs: 5_000,
}

export const quickPlan: RunPlan = {
  warmUpMs: 2_000,
  windowMs: 4_000,
  backlog: 1_000,
  latencySeconds: 5,
  rawWindowMs: 2_000,
}

/** Told to four agencies. */
const aMove = { deliveriesEach: 4, declarants: connections, prepared: 30_000, before: 0 }

export type Run = Omit<Throughput, 'filings' | 'statements'> &
  Omit<Latency, 'filings'> &
  Raw & {
    readonly rawOtherwise: RawOtherwise
    readonly comparison: Comparison
    /** Answers of the product that were no 202, by status. */
    readonly refused: Readonly<Record<string, number>>
    readonly versions: Versions
  }

/** Throughput, latency, the comparison of the ledgers, then the raw ceiling with the product stopped. */
export const oneRun = async (stage: Stage, plan: RunPlan, say: (line: string) => void): Promise<Run> => {
  const { filings, statements, ...throughput } = await measureThroughput(stage, { ...plan, ...aMove })
  if (statements !== null) say(statements)
  const before = promisesOf(filings).length
  const { filings: arrivals, ...latency } = await measureLatency(stage, {
    warmUpSeconds: 3,
    seconds: plan.latencySeconds,
    before,
  })
  const all = [filings, ...arrivals]
  const comparison = await compareStage(stage, all)
  const versions = await versionsOf(stage)
  await stage.product.stop()
  await stage.kafka?.stop()
  const raw = await measureRaw(stage, { warmUpMs: 1_000, windowMs: plan.rawWindowMs })
  const rawOtherwise = await measureRawOtherwise(stage, { warmUpMs: 1_000, windowMs: plan.rawWindowMs / 2 })
  return { ...throughput, ...latency, ...raw, rawOtherwise, comparison, refused: refusedOf(all), versions }
}
