import { cpuOf, cpuOfMachine } from '../resource-use.ts'
import { type DatabaseCounters, databaseCounters } from './database-counters.ts'
import type { Stage } from './stage.ts'

/** What deliveries cost between two looks at the machine. */
export type Usage = {
  readonly cpuMsPerDelivery: number
  /** Of each program, per delivery, milliseconds. */
  readonly cpuMsByProgram: Readonly<Record<string, number>>
  /** Of the database, whatever for: what batches are there to make few. */
  readonly transactionsPerDelivery: number
  readonly walBytesPerDelivery: number
  /** Share of the CPU time used on this machine that went to programs which are no part of the benchmark. */
  readonly takenByOthers: number
}

export type Look = DatabaseCounters & {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly cpu: Readonly<Record<string, number>>
  readonly machineMs: number
}

export const look = async (stage: Pick<Stage, 'records' | 'programs'>): Promise<Look> => {
  const database = await databaseCounters(stage)
  return { at: Date.now(), cpu: await cpuOf(stage.programs), machineMs: cpuOfMachine(), ...database }
}

/** For `done` deliveries between the looks. */
export const usageBetween = (before: Look, after: Look, done: number): Usage => {
  const cpuMsByProgram = Object.fromEntries(
    Object.keys(after.cpu).map((name) => [name, ((after.cpu[name] ?? 0) - (before.cpu[name] ?? 0)) / done]),
  )
  const cpuMsPerDelivery = Object.values(cpuMsByProgram).reduce((sum, ms) => sum + ms, 0)
  return {
    cpuMsPerDelivery,
    cpuMsByProgram,
    transactionsPerDelivery: (after.transactions - before.transactions) / done,
    takenByOthers: 1 - (cpuMsPerDelivery * done) / (after.machineMs - before.machineMs),
    walBytesPerDelivery: (after.walBytes - before.walBytes) / done,
  }
}
