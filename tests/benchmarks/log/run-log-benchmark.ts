import { randomBytes, randomUUID } from 'node:crypto'
import type { EventLog, LogRecord } from '@unefois/broker/ports/event-log.ts'
import type { Driver } from '../journey/stage.ts'
import { type Machine, thisMachine } from '../machine.ts'
import { cpuOf } from '../resource-use.ts'
import { median } from '../statistics.ts'
import { textTable } from '../text-table.ts'
import { openLogOfDriver } from './open-log-of-driver.ts'

export type LogWishes = {
  readonly drivers: readonly Driver[]
  readonly runs: number
  readonly quick: boolean
  readonly folder: string
  say(line: string): void
}

type LogRun = {
  readonly appendedPerSecond: number
  readonly consumedPerSecond: number
  /** Of this program and the log's server, appending and reading together, milliseconds. */
  readonly cpuMsPerRecord: number
}

export type LogResult = LogRun & {
  readonly driver: Driver
  readonly records: number
  readonly machine: Machine
  readonly runs: readonly LogRun[]
}

export type LogOutcome = { readonly text: string; readonly results: readonly LogResult[] }

const topic = 'benchmark.v1'
/** What the product uses for declarations, and how many records its relay publishes and its consumers take. */
const [partitions, publishedAtOnce, consumedAtOnce] = [6, 500, 200]
/** A sealed person event of an invented move has some 1.2 KB. */
const valueBytes = 1_200

/** Appends by one writer and catches up by one group, each as fast as it goes, one after the other. */
export const runLogBenchmark = async (wishes: LogWishes): Promise<LogOutcome> => {
  const records = wishes.quick ? 10_000 : 100_000
  const machine = thisMachine()
  const runs = new Map<Driver, LogRun[]>(wishes.drivers.map((driver) => [driver, []]))
  for (let number = 1; number <= wishes.runs; number++)
    for (const driver of wishes.drivers) {
      const run = await oneLogRun(driver, records, wishes.folder)
      runs.get(driver)?.push(run)
      wishes.say(
        `run ${number} of ${wishes.runs}, ${driver}: ${Math.round(run.appendedPerSecond)} appended/s`,
      )
    }
  const results = [...runs].map(([driver, ofDriver]) => ({
    driver,
    records,
    appendedPerSecond: Math.round(median(ofDriver.map((run) => run.appendedPerSecond))),
    consumedPerSecond: Math.round(median(ofDriver.map((run) => run.consumedPerSecond))),
    cpuMsPerRecord: Number(median(ofDriver.map((run) => run.cpuMsPerRecord)).toFixed(4)),
    machine,
    runs: ofDriver,
  }))
  return { text: asText(results), results }
}

const oneLogRun = async (driver: Driver, count: number, folder: string): Promise<LogRun> => {
  const { log, programs, dispose } = await openLogOfDriver(driver, folder)
  try {
    await log.ensureTopic(topic, partitions)
    const records = recordsOf(count)
    const servers = { own: process.pid, ...programs }
    const before = await cpuOf(servers)
    const appending = await timed(() => appendAll(log, records))
    const consuming = await timed(() => consumeAll(log, count))
    const after = await cpuOf(servers)
    const cpuMs = Object.values(after).reduce((sum, ms) => sum + ms, 0)
    const cpuMsBefore = Object.values(before).reduce((sum, ms) => sum + ms, 0)
    return {
      appendedPerSecond: (count * 1000) / appending,
      consumedPerSecond: (count * 1000) / consuming,
      cpuMsPerRecord: (cpuMs - cpuMsBefore) / count,
    }
  } finally {
    await dispose()
  }
}

const recordsOf = (count: number): readonly LogRecord[] => {
  const value = randomBytes(valueBytes)
  return Array.from({ length: count }, () => {
    const key = randomUUID()
    return {
      key,
      value,
      headers: { ce_specversion: '1.0', ce_id: key, ce_type: 'unefois.address-change.v1' },
    }
  })
}

const timed = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const appendAll = async (log: EventLog, records: readonly LogRecord[]): Promise<void> => {
  for (let from = 0; from < records.length; from += publishedAtOnce)
    await log.publish(topic, records.slice(from, from + publishedAtOnce))
}

/** Ends when every key has come; the same one twice counts once. */
const consumeAll = async (log: EventLog, count: number): Promise<void> => {
  const keys = new Set<string>()
  const all = Promise.withResolvers<void>()
  const subscription = await log.subscribe(
    {
      group: 'benchmark',
      topic,
      from: 'beginning',
      maxRecords: consumedAtOnce,
      onFailure: (error) => all.reject(error),
    },
    async (batch) => {
      for (const { key } of batch.records) keys.add(key)
      if (keys.size === count) all.resolve()
    },
  )
  try {
    await all.promise
  } finally {
    await subscription.stop()
  }
}

const asText = (results: readonly LogResult[]): string => {
  const row = (name: string, cell: (result: LogResult) => string) => [name, ...results.map(cell)]
  const whole = (value: number) => value.toLocaleString('en-CA')
  return textTable([
    row('event log', ({ driver }) => driver),
    row('records appended /s', (result) => whole(result.appendedPerSecond)),
    row('records consumed /s', (result) => whole(result.consumedPerSecond)),
    row('CPU per record, both', (result) => `${result.cpuMsPerRecord.toFixed(3)} ms`),
  ])
}
