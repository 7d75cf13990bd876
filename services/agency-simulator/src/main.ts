import { registry } from '@unefois/agencies/registry.ts'
import { runService } from '@unefois/runtime/run-service.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import { readConfig } from './config.ts'
import { startSimulators } from './start-simulators.ts'

await runService('agency-simulator', async ({ env, journal }) => {
  const { seedPath, ...config } = readConfig(env)
  const seed = await readOrMakeSeed(seedPath)
  const { stop } = await startSimulators({ ...config, seed, agencies: registry, log: journal })
  return { address: `http://${config.host}:${config.basePort}`, stop }
})
