import { join } from 'node:path'
import { type Environment, parseSettings } from '@unefois/runtime/parse-settings.ts'
import { settings } from '@unefois/runtime/settings.ts'
import { z } from 'zod'

export type Config = {
  readonly host: string
  readonly basePort: number
  readonly dataDir: string
  readonly brokerUrl: string
  readonly seedPath: string
}

/** Where acknowledgements that come later are given: the broker's HTTP, as reached from here. */
const brokerUrl = z
  .url({ protocol: /^https?$/, error: 'must be a URL such as http://127.0.0.1:8080' })
  .transform((text) => text.replace(/\/+$/, ''))
  .default('http://127.0.0.1:8080')

const schema = z.object({
  HOST: settings.HOST,
  SIMULATOR_PORT: settings.SIMULATOR_PORT,
  UNEFOIS_DATA: settings.UNEFOIS_DATA,
  UNEFOIS_BROKER_URL: brokerUrl,
})

/** Throws `ConfigurationError`. */
export const readConfig = (env: Environment): Config => {
  const { HOST, SIMULATOR_PORT, UNEFOIS_DATA, UNEFOIS_BROKER_URL } = parseSettings(schema, env)
  return {
    host: HOST,
    basePort: SIMULATOR_PORT,
    dataDir: UNEFOIS_DATA,
    brokerUrl: UNEFOIS_BROKER_URL,
    seedPath: join(UNEFOIS_DATA, 'keys', 'simulators.seed'),
  }
}
