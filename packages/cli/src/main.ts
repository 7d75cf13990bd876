import process from 'node:process'
import { settings } from '@unefois/runtime/settings.ts'
import { z } from 'zod'
import { runCommand } from './run-command.ts'

const { UNEFOIS_DATA } = z.object({ UNEFOIS_DATA: settings.UNEFOIS_DATA }).parse({
  UNEFOIS_DATA: process.env['UNEFOIS_DATA'] || undefined,
})
const { code, out, err } = await runCommand(process.argv.slice(2), UNEFOIS_DATA)
process.stdout.write(out)
process.stderr.write(err)
process.exitCode = code
