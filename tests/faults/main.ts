/**
 * `npm run faults -- [--log embedded|kafka|both] [--declarations 10000] [--seed N] [--seconds N]`: everything killed.
 * `npm run faults -- drain [--log …] [--declarations 5000]`: the deliverer killed in the middle of a backlog, four
 * deliveries a declaration.
 * `npm run faults -- replay [--declarations 50400]`: replays by one decision what was parked.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { chosenSeed } from './chaos/chosen-seed.ts'
import type { KillWishes } from './chaos/kill-plans.ts'
import { printReport } from './chaos/print-report.ts'
import { runChaos } from './chaos/run-chaos.ts'
import { printDrain } from './drain/print-drain.ts'
import { runDrain } from './drain/run-drain.ts'
import { longReplay } from './replay/long-replay.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    log: { type: 'string', default: 'embedded' },
    declarations: { type: 'string' },
    seed: { type: 'string' },
    seconds: { type: 'string', default: '300' },
  },
})

type Log = 'embedded' | 'kafka'
const logs: readonly Log[] =
  values.log === 'both' ? ['embedded', 'kafka'] : [values.log === 'kafka' ? 'kafka' : 'embedded']
const seed = chosenSeed(values.seed)
const seconds = Number(values.seconds)
const draining = positionals.includes('drain')
const declarations = Number(values.declarations ?? (draining ? 5_000 : 10_000))

if (positionals.includes('replay'))
  process.exit((await longReplay(say, Number(values.declarations ?? 50_400))) ? 0 : 1)

/**
 * A Kafka group waits for a killed member until its session has ended, 10 s: killed more often than this, a
 * consumer would hardly ever consume.
 */
const killsOn = (log: Log): KillWishes => ({
  services: Math.ceil(seconds / 15),
  deliveries: Math.ceil(seconds / (log === 'kafka' ? 60 : 15)),
  simulators: Math.ceil(seconds / 150),
  ground: Math.ceil(seconds / 150),
})

let broken = false
for (const log of logs) {
  const why = log === 'kafka' ? await whyNoKafka({ toBreak: true }) : null
  if (why !== null) {
    say(`NOT RUN ON KAFKA: ${why}`)
    broken = true
    continue
  }
  if (draining) {
    for (const from of ['due', 'log'] as const) {
      say(`\n${log}: a backlog of ${declarations} declarations, ${from === 'due' ? 'due' : 'on the log'}`)
      const report = await runDrain({ log, declarations, from, compare: true, say })
      printDrain(report, say)
      broken ||= report.violations.length > 0
    }
    continue
  }
  say(`\n${log}: ${declarations} declarations over ${seconds} s, seed ${seed}`)
  const report = await runChaos({ log, seed, declarations, seconds, kills: killsOn(log), say })
  printReport(report, say)
  broken ||= report.violations.length > 0
}
process.exit(broken ? 1 : 0)
