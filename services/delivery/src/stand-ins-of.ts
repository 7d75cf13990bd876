import { join } from 'node:path'
import { registry } from '@unefois/agencies/registry.ts'
import type { Endpoints } from '@unefois/broker/ports/endpoints.ts'
import { readOrMakeSeed } from '@unefois/webhook/read-or-make-seed.ts'
import type { Config } from './config.ts'
import { demonstrationEndpoints, noEndpoints } from './demonstration-endpoints.ts'

export type StandInSettings = Pick<Config, 'UNEFOIS_DATA' | 'SIMULATOR_PORT' | 'UNEFOIS_ENDPOINT_ALLOW'>

/** The simulators' endpoints on a host; none where no simulators run (null). */
export const standInsOf = async (config: StandInSettings, host: string | null): Promise<Endpoints> =>
  host === null
    ? noEndpoints
    : demonstrationEndpoints(registry, {
        host,
        basePort: config.SIMULATOR_PORT,
        seed: await readOrMakeSeed(join(config.UNEFOIS_DATA, 'keys', 'simulators.seed')),
        allowedNetworks: ['127.0.0.0/8', '::1/128', ...config.UNEFOIS_ENDPOINT_ALLOW],
      })
