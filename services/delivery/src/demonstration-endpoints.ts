import type { Endpoint, Endpoints } from '@unefois/broker/ports/endpoints.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { demonstrationEndpoint } from '@unefois/webhook/demonstration-endpoint.ts'

export type SimulatorSettings = {
  readonly host: string
  readonly basePort: number
  /** Shared with the simulators, so that both sides derive the same keys. */
  readonly seed: Buffer
  readonly allowedNetworks: readonly string[]
}

/** The agencies' simulators as endpoints. Nothing else is known of where agencies receive until they say so. */
export const demonstrationEndpoints = (
  agencies: readonly Agency[],
  { host, basePort, seed, allowedNetworks }: SimulatorSettings,
): Endpoints => {
  const place = { host, basePort, agencies: agencies.map(({ id }) => id) }
  const endpoints = new Map<AgencyId, Endpoint>(
    agencies.map(({ id, limits: { timeoutMs } }) => [
      id,
      demonstrationEndpoint(place, id, { seed, timeoutMs, allowedNetworks }),
    ]),
  )
  return { of: async (agency) => endpoints.get(agency) ?? null, pause: async () => undefined }
}

/** Where no simulators run and no agency has registered: deliveries wait. */
export const noEndpoints: Endpoints = { of: async () => null, pause: async () => undefined }
