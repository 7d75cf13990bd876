import { parseArgs } from 'node:util'
import type { Driver } from './journey/stage.ts'

/** By the name it is asked for. */
export type Benchmark = 'journey' | 'log'

export type Command = {
  readonly benchmarks: readonly Benchmark[]
  readonly drivers: readonly Driver[]
  readonly runs: number
  readonly quick: boolean
  readonly profile: boolean
  readonly backlog: number | null
}

export const usage =
  'npm run bench [-- [journey|log] [--driver embedded|kafka] [--runs N] [--quick] [--backlog N] [--profile]]'

const isDriver = (text: string): text is Driver => text === 'embedded' || text === 'kafka'

const isBenchmark = (text: string): text is Benchmark => text === 'journey' || text === 'log'

const count = (text: string): number => {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new TypeError(`not a number above 0: ${text}`)
  return Number(text)
}

/** Throws a TypeError that says what is wrong. */
export const readCommand = (argv: readonly string[]): Command => {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      driver: { type: 'string', multiple: true, default: ['embedded', 'kafka'] },
      runs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      backlog: { type: 'string' },
    },
  })
  const benchmarks = positionals.filter(isBenchmark)
  if (benchmarks.length !== positionals.length) throw new TypeError('the benchmarks are journey and log')
  const drivers = values.driver.filter(isDriver)
  if (drivers.length !== values.driver.length) throw new TypeError('--driver is embedded or kafka')
  const { quick, profile, backlog } = values
  return {
    benchmarks: benchmarks.length === 0 ? ['journey', 'log'] : benchmarks,
    drivers,
    runs: count(values.runs ?? (quick ? '1' : '3')),
    quick,
    profile,
    backlog: backlog === undefined ? null : count(backlog),
  }
}
