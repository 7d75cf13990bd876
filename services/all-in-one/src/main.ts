import process from 'node:process'
import { runService } from '@unefois/runtime/run-service.ts'
import { startAllInOne } from './app.ts'
import { readConfig } from './config.ts'
import { welcome } from './welcome.ts'

const argv = process.argv.slice(2)

await runService('all-in-one', async ({ env, journal }) => {
  const config = readConfig(env, argv)
  const running = await startAllInOne(config, journal)
  if (argv.includes('--demonstration')) process.stdout.write(welcome(running.address, config))
  return running
})
