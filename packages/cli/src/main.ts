import process from 'node:process'
import { settings } from '@unefois/runtime/settings.ts'
import { z } from 'zod'
import { exitCodes } from './exit-codes.ts'
import { runCommand } from './run-command.ts'
import { standardTerminal } from './terminal.ts'

const { UNEFOIS_DATA } = z.object({ UNEFOIS_DATA: settings.UNEFOIS_DATA }).parse({
  UNEFOIS_DATA: process.env['UNEFOIS_DATA'] || undefined,
})
const interruption = new AbortController()
process.on('SIGINT', () => {
  // The second press does not wait for what the first one asked for.
  if (interruption.signal.aborted) process.exit(exitCodes.interrupted)
  interruption.abort()
})
// Whoever reads us has read enough: `unefois tail | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failed)
})

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  terminal: standardTerminal(interruption.signal),
  dataFolder: UNEFOIS_DATA,
  now: () => new Date(),
})
