/** `npm run demo`: declarations of invented persons against what runs at UNEFOIS_URL, then what became of them. */
import process from 'node:process'
import { api } from './api.ts'
import { BadDemoOption, demoOptions } from './demo-options.ts'
import { outcomeTable } from './outcome-table.ts'
import { progress } from './progress.ts'
import { runDemo } from './run-demo.ts'

const today = (): string => new Date().toLocaleDateString('en-CA', { timeZone: 'America/Toronto' })

const runsAt = async (url: string): Promise<boolean> => {
  const answer = await fetch(`${url}/health/live`).catch(() => null)
  await answer?.body?.cancel()
  return answer?.ok ?? false
}

const main = async (): Promise<number> => {
  const { url, count } = demoOptions(process.argv.slice(2), process.env)
  if (!(await runsAt(url))) {
    process.stderr.write(`demo: nothing runs at ${url}: start it with npm start\n`)
    return 1
  }
  const shown = progress(process.stdout, () => performance.now())
  const service = api(url)
  const parts = { api: service, random: Math.random, today: today(), say: shown.say }
  const { declarations, leftOut, finished } = await runDemo(parts, count)
  shown.end()
  if (leftOut.length > 0) process.stdout.write(`left out, not accepted yet: ${leftOut.join(', ')}\n`)
  process.stdout.write(`\n${outcomeTable(await service.agencies(), declarations).join('\n')}\n`)
  process.stdout.write('median time: from accepted to acknowledged\n')
  if (!finished) process.stderr.write('demo: some agencies had not answered within a minute\n')
  return finished ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = error instanceof BadDemoOption ? 78 : 1
}
