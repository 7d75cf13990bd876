/** `npm run check`: everything that can be said of the code in seconds. */
import { runChecks, staticChecks, unitTests } from './checks.ts'

const started = performance.now()
const { passed, failed } = await runChecks([...staticChecks, unitTests])
const seconds = ((performance.now() - started) / 1000).toFixed(1)
process.stdout.write(`${passed} passed, ${failed} failed in ${seconds} s\n`)
process.exitCode = failed === 0 ? 0 : 1
