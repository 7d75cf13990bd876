import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { startEmbeddedPostgres } from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { type Machine, thisMachine } from '../machine.ts'
import { cpuOf } from '../resource-use.ts'
import { median } from '../statistics.ts'
import { textTable } from '../text-table.ts'
import { type CycleFigures, deliveriesACycle, type OpenRecord, openRecord } from './deliver-cycle.ts'
import { fillHistory } from './fill-history.ts'

export type HistoryWishes = {
  readonly runs: number
  readonly quick: boolean
  readonly folder: string
  say(line: string): void
}

/** Medians over the rounds: deliveries a second of each step alone and of all, and CPU of everything together. */
type HistoryFigures = CycleFigures & { readonly cpuMs: number }

export type HistoryResult = HistoryFigures & { readonly finishedBefore: number; readonly machine: Machine }

/** What the record can do with a year of finished deliveries in it, beside what it can do empty. */
export const runHistoryBenchmark = async (
  wishes: HistoryWishes,
): Promise<{ readonly text: string; readonly results: readonly HistoryResult[] }> => {
  const finished = wishes.quick ? 100_000 : 5_000_000
  const dataDir = await mkdtemp(join(wishes.folder, 'history-'))
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') })
  try {
    const empty = await openRecord(postgres.url, 'history_empty')
    const full = await openRecord(postgres.url, 'history_full')
    await fillHistory(full.pool, finished, { say: wishes.say })
    const servers = { own: process.pid, postgresql: postgres.pid() }
    const rounds = await alternate([empty, full], wishes.quick ? 3 : 5 * wishes.runs, servers)
    const results = [resultOf(rounds, empty, 0), resultOf(rounds, full, finished)] as const
    for (const { pool } of [empty, full]) await pool.end()
    return { text: asText(results), results }
  } finally {
    await postgres.stop()
    await rm(postgres.location, { recursive: true, force: true, maxRetries: 5 })
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Servers = Readonly<Record<string, number>>
type Rounds = ReadonlyMap<OpenRecord, readonly HistoryFigures[]>

/** In turns, so that whatever else the machine does falls on both. The first round is for plans and caches. */
const alternate = async (
  records: readonly OpenRecord[],
  count: number,
  servers: Servers,
): Promise<Rounds> => {
  const rounds = new Map(records.map((record) => [record, [] as HistoryFigures[]]))
  for (let round = 0; round <= count; round += 1)
    for (const record of round % 2 === 0 ? records : records.toReversed()) {
      const figures = await oneRound(record, servers)
      if (round > 0) rounds.get(record)?.push(figures)
    }
  return rounds
}

/** CPU time is counted in hundredths of a second: over many cycles. */
const cyclesARound = 20

const oneRound = async (record: OpenRecord, servers: Servers): Promise<HistoryFigures> => {
  const before = totalOf(await cpuOf(servers))
  const cycles: CycleFigures[] = []
  for (let count = 0; count < cyclesARound; count += 1) cycles.push(await record.cycle())
  const cpuMs = totalOf(await cpuOf(servers)) - before
  return { ...mediansOf(steps, cycles), cpuMs: cpuMs / (cyclesARound * deliveriesACycle) }
}

const totalOf = (each: Readonly<Record<string, number>>): number =>
  Object.values(each).reduce((sum, ms) => sum + ms, 0)

const steps = ['open', 'due', 'record', 'whole'] as const

const mediansOf = <Name extends string>(
  names: readonly Name[],
  all: readonly Readonly<Record<Name, number>>[],
): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, median(all.map((one) => one[name]))])) as Record<Name, number>

const resultOf = (rounds: Rounds, record: OpenRecord, finishedBefore: number): HistoryResult => ({
  finishedBefore,
  ...mediansOf([...steps, 'cpuMs'], rounds.get(record) ?? []),
  machine: thisMachine(),
})

const asText = ([empty, full]: readonly [HistoryResult, HistoryResult]): string => {
  const share = (step: (typeof steps)[number] | 'cpuMs') =>
    `${((100 * full[step]) / empty[step]).toFixed(1)} %`
  return textTable([
    ['deliveries a second', 'none finished', `${full.finishedBefore} finished`, 'share'],
    ...steps.map((step) => [
      step,
      String(Math.round(empty[step])),
      String(Math.round(full[step])),
      share(step),
    ]),
    ['CPU a delivery, ms', empty.cpuMs.toFixed(3), full.cpuMs.toFixed(3), share('cpuMs')],
  ])
}
