/** `npm test`: the checks, then every test that this machine can run. The last line counts them all. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundBrowser } from '@unefois/infra/browser/found-browser.ts'
import { whyNoKafka } from '@unefois/infra/kafka-local/kafka-for-tests.ts'
import { runChecks, staticChecks } from './checks.ts'
import { root } from './run-program.ts'
import { type Counts, countsOf, sumOf, totalLine, type VitestReport } from './test-counts.ts'
import { type Suite, testPlan } from './test-plan.ts'

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Here a lack is a lack: whether it breaks the run is decided by the plan. */
const lackOfKafka = async (): Promise<string | null> => {
  const require = process.env['UNEFOIS_REQUIRE']
  delete process.env['UNEFOIS_REQUIRE']
  const why = await whyNoKafka()
  if (require !== undefined) process.env['UNEFOIS_REQUIRE'] = require
  return why
}

const runVitest = async (suites: readonly Suite[]): Promise<Counts> => {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-tests-'))
  const file = join(folder, 'report.json')
  const projects = suites.flatMap((suite) => ['--project', suite])
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file]
  const args = [
    `${root}node_modules/vitest/vitest.mjs`,
    'run',
    '--passWithNoTests',
    ...projects,
    ...reporters,
  ]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = (await once(child, 'close')) as [number | null]
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport) : null
  rmSync(folder, { recursive: true, force: true })
  return countsOf(report, code === 0)
}

const browser = foundBrowser() === null ? 'no Chromium nor Chrome on this machine' : null
const plan = testPlan({ kafka: await lackOfKafka(), browser }, process.env['UNEFOIS_REQUIRE'] ?? '')

const checks = await runChecks(staticChecks)
const tests = await runVitest(plan.run)

for (const { suite, why } of plan.without) say(`Could not run the ${suite} tests: ${why}.`)
for (const line of plan.broken) say(`✗ ${line}`)
const total = sumOf([{ ...checks, skipped: 0 }, tests, { passed: 0, failed: plan.broken.length, skipped: 0 }])
process.exitCode = total.failed === 0 ? 0 : 1
say(totalLine(total))
