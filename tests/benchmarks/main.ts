import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { KafkaUnavailable } from '@unefois/infra/kafka-local/kafka-unavailable.ts'
import { alone } from './alone.ts'
import { type Command, readCommand, usage } from './command-line.ts'
import { runJourneyBenchmark } from './journey/run-journey-benchmark.ts'

// `npm run bench`: prints one table and the path of the JSON with all of its figures.

const badUsage = 64
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const main = async (command: Command): Promise<number> => {
  const folder = resolve(process.env['UNEFOIS_DATA'] || '.unefois', 'benchmarks')
  await mkdir(folder, { recursive: true })
  const { text, results, verified } = await alone(() => runJourneyBenchmark({ ...command, folder, say }), say)
  const path = join(folder, `journey-${new Date().toISOString().replaceAll(':', '')}.json`)
  await writeFile(path, `${JSON.stringify({ results }, null, 2)}\n`)
  process.stdout.write(`\n${text}\n\n${path}\n`)
  if (!verified) say('FAILED: what was received is not what was promised; these figures mean nothing.')
  return verified ? 0 : 1
}

try {
  process.exitCode = await main(readCommand(process.argv.slice(2)))
} catch (error) {
  const expected = error instanceof TypeError || error instanceof KafkaUnavailable
  say(expected ? `bench: ${error.message}\n${usage}` : String(error instanceof Error ? error.stack : error))
  process.exitCode = error instanceof TypeError ? badUsage : 1
}
