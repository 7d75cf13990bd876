import type { Filings } from '../programs/filer.ts'
import { type Comparison, compareLedgers, type LedgerLine } from './compare-ledgers.ts'
import { type Latency, measureLatency } from './measure-latency.ts'
import { measureRaw, type Raw } from './measure-raw.ts'
import { measureThroughput, type Throughput } from './measure-throughput.ts'
import { promisesOf } from './promises-of.ts'
import type { Stage } from './stage.ts'

export type RunPlan = {
  readonly warmUpMs: number
  readonly windowMs: number
  readonly backlog: number
  readonly latencySeconds: number
  readonly rawWindowMs: number
}

export const usualPlan: RunPlan = {
  warmUpMs: 4_000,
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

export type Run = Omit<Throughput, 'filings' | 'statements'> &
  Omit<Latency, 'filings'> &
  Raw & {
    readonly comparison: Comparison
    /** Answers of the product that were no 202, by status. */
    readonly refused: Readonly<Record<string, number>>
    readonly versions: { readonly postgresql: string; readonly kafka: string | null }
  }

/** Throughput, latency, the comparison of the ledgers, then the raw ceiling with the product stopped. */
export const oneRun = async (stage: Stage, plan: RunPlan, say: (line: string) => void): Promise<Run> => {
  const { filings, statements, ...throughput } = await measureThroughput(stage, plan)
  if (statements !== null) say(statements)
  const before = promisesOf(filings).length
  const { filings: arrivals, ...latency } = await measureLatency(stage, {
    warmUpSeconds: 3,
    seconds: plan.latencySeconds,
    before,
  })
  const all = [filings, ...arrivals]
  const comparison = await compare(stage, all)
  const versions = { postgresql: await serverVersion(stage), kafka: stage.kafka?.version ?? null }
  await stage.product.stop()
  await stage.kafka?.stop()
  const raw = await measureRaw(stage, { warmUpMs: 1_000, windowMs: plan.rawWindowMs })
  return { ...throughput, ...latency, ...raw, comparison, refused: refusedOf(all), versions }
}

const compare = async ({ receiver, records }: Stage, filings: readonly Filings[]): Promise<Comparison> => {
  const { agencies, deliveries } = await receiver.ask('takeArrivals')
  const { rows } = await records.query<LedgerLine>(
    `select d.agency, o.id as delivery from delivery_outcomes o join deliveries d using (id)
      where o.state = 'accepted'`,
  )
  return compareLedgers({
    promised: filings.flatMap(promisesOf),
    received: deliveries.map((delivery, i) => ({ agency: agencies[i] ?? '', delivery })),
    acknowledged: rows,
  })
}

const refusedOf = (filings: readonly Filings[]): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const { refused } of filings)
    for (const [status, count] of Object.entries(refused)) sums[status] = (sums[status] ?? 0) + count
  return sums
}

const serverVersion = async ({ records }: Stage): Promise<string> => {
  const { rows } = await records.query<{ server_version: string }>('show server_version')
  return rows[0]?.server_version ?? 'unknown'
}
