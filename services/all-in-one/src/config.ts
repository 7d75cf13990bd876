import { type Environment, parseSettings } from '@unefois/runtime/parse-settings.ts'
import { demonstrationSettings, settings } from '@unefois/runtime/settings.ts'
import { retentionSettings } from '@unefois/service-delivery/retention-settings.ts'
import { z } from 'zod'

const allInOne = z.object({
  HOST: settings.HOST,
  PORT: settings.PORT,
  UNEFOIS_DATA: settings.UNEFOIS_DATA,
  DATABASE_URL: settings.DATABASE_URL,
  KAFKA_BROKERS: settings.KAFKA_BROKERS,
  UNEFOIS_SIMULATORS: settings.UNEFOIS_SIMULATORS,
  SIMULATOR_HOST: settings.SIMULATOR_HOST,
  SIMULATOR_PORT: settings.SIMULATOR_PORT,
  UNEFOIS_AUTH: settings.UNEFOIS_AUTH,
  UNEFOIS_HOLD: settings.UNEFOIS_HOLD,
  UNEFOIS_RETRY_SCHEDULE: settings.UNEFOIS_RETRY_SCHEDULE,
  UNEFOIS_BREAKER: settings.UNEFOIS_BREAKER,
  UNEFOIS_ENDPOINT_ALLOW: settings.UNEFOIS_ENDPOINT_ALLOW,
  UNEFOIS_PUBLIC_URL: settings.UNEFOIS_PUBLIC_URL,
  ...retentionSettings,
})

export type Config = z.output<typeof allInOne>

/** With `--demonstration` (what `npm start` says) everything that the environment leaves open is open. */
export const readConfig = (env: Environment, argv: readonly string[]): Config =>
  parseSettings(allInOne, env, argv.includes('--demonstration') ? demonstrationSettings : {})
