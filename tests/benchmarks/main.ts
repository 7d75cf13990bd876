import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { KafkaUnavailable } from '@unefois/infra/kafka-local/kafka-unavailable.ts'
import { alone } from './alone.ts'
import { type Benchmark, type Command, readCommand, usage } from './command-line.ts'
import { type DeliveryWishes, runDeliveryBenchmark } from './delivery/run-delivery-benchmark.ts'
import { runHistoryBenchmark } from './history/run-history-benchmark.ts'
import { type JourneyWishes, runJourneyBenchmark } from './journey/run-journey-benchmark.ts'
import { runLogBenchmark } from './log/run-log-benchmark.ts'

// `npm run bench`: each benchmark prints one table and the path of the JSON with all of its figures.

const badUsage = 64
const say = (line: string): void => void process.stderr.write(`${line}\n`)

type Outcome = { readonly text: string; readonly results: readonly unknown[]; readonly verified?: boolean }

const benchmarks: Readonly<Record<Benchmark, (wishes: JourneyWishes & DeliveryWishes) => Promise<Outcome>>> =
  {
    journey: runJourneyBenchmark,
    delivery: runDeliveryBenchmark,
    history: runHistoryBenchmark,
    log: runLogBenchmark,
  }

const run = async (name: Benchmark, command: Command): Promise<boolean> => {
  const folder = resolve(process.env['UNEFOIS_DATA'] || '.unefois', 'benchmarks')
  await mkdir(folder, { recursive: true })
  const { text, results, verified = true } = await benchmarks[name]({ ...command, folder, say })
  const path = join(folder, `${name}-${new Date().toISOString().replaceAll(':', '')}.json`)
  await writeFile(path, `${JSON.stringify({ results }, null, 2)}\n`)
  process.stdout.write(`\n${text}\n\n${path}\n`)
  if (!verified) say('FAILED: what was received is not what was promised; these figures mean nothing.')
  return verified
}

const main = async (command: Command): Promise<number> => {
  let verified = true
  for (const name of command.benchmarks) verified = (await run(name, command)) && verified
  return verified ? 0 : 1
}

const commandOf = (argv: readonly string[]): Command | null => {
  try {
    return readCommand(argv)
  } catch (error) {
    say(`bench: ${error instanceof Error ? error.message : String(error)}\n${usage}`)
    return null
  }
}

const command = commandOf(process.argv.slice(2))
if (command === null) process.exitCode = badUsage
else {
  try {
    process.exitCode = await alone(() => main(command), say)
  } catch (error) {
    const stack = error instanceof Error ? error.stack : error
    say(error instanceof KafkaUnavailable ? `bench: ${error.message}` : String(stack))
    process.exitCode = 1
  }
}
