import { serviceSettings } from '@unefois/assembly/service-settings.ts'
import { type Environment, parseSettings } from '@unefois/runtime/parse-settings.ts'
import { settings } from '@unefois/runtime/settings.ts'
import { z } from 'zod'
import { retentionSettings } from './retention-settings.ts'

const delivery = z.object({
  ...serviceSettings,
  UNEFOIS_SIMULATORS: settings.UNEFOIS_SIMULATORS,
  SIMULATOR_HOST: settings.SIMULATOR_HOST,
  SIMULATOR_PORT: settings.SIMULATOR_PORT,
  UNEFOIS_RETRY_SCHEDULE: settings.UNEFOIS_RETRY_SCHEDULE,
  UNEFOIS_BREAKER: settings.UNEFOIS_BREAKER,
  UNEFOIS_ENDPOINT_ALLOW: settings.UNEFOIS_ENDPOINT_ALLOW,
  UNEFOIS_PUBLIC_URL: settings.UNEFOIS_PUBLIC_URL,
  ...retentionSettings,
})

export type Config = z.output<typeof delivery>

export const readConfig = (env: Environment): Config => parseSettings(delivery, env)
