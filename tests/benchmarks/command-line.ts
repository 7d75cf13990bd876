import { parseArgs } from 'node:util'
import { namesOfScenarios } from './delivery/names-of-scenarios.ts'
import type { Driver } from './journey/stage.ts'

/** By the name it is asked for. */
export type Benchmark = 'journey' | 'delivery' | 'history' | 'log'

export type Command = {
  readonly benchmarks: readonly Benchmark[]
  readonly drivers: readonly Driver[]
  readonly runs: number
  readonly quick: boolean
  readonly profile: boolean
  readonly backlog: number | null
  /** Of the benchmark of delivery, by name; none: all. */
  readonly scenarios: readonly string[]
}

export const usage =
  'npm run bench [-- [journey|delivery|history|log] [--driver embedded|kafka] [--runs N] [--quick] [--backlog N] ' +
  `[--profile] [--scenario NAME]]\nscenarios of delivery: ${namesOfScenarios.join(', ')}`

const isDriver = (text: string): text is Driver => text === 'embedded' || text === 'kafka'

const all: readonly Benchmark[] = ['journey', 'delivery', 'history', 'log']
const isBenchmark = (text: string): text is Benchmark => all.some((name) => name === text)

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
      scenario: { type: 'string', multiple: true, default: [] },
    },
  })
  const benchmarks = positionals.filter(isBenchmark)
  if (benchmarks.length !== positionals.length) throw new TypeError(`the benchmarks are ${all.join(', ')}`)
  const drivers = values.driver.filter(isDriver)
  if (drivers.length !== values.driver.length) throw new TypeError('--driver is embedded or kafka')
  const unknown = values.scenario.filter((asked) => !namesOfScenarios.includes(asked))
  if (unknown.length > 0) throw new TypeError(`no such scenario: ${unknown.join(', ')}`)
  const { quick, profile, backlog } = values
  return {
    benchmarks: benchmarks.length === 0 ? all : benchmarks,
    drivers,
    runs: count(values.runs ?? (quick ? '1' : '3')),
    quick,
    profile,
    backlog: backlog === undefined ? null : count(backlog),
    scenarios: values.scenario,
  }
}
