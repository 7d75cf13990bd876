import type { Endpoint, Endpoints } from '@unefois/broker/ports/endpoints.ts'
import type { Agency } from '@unefois/domain/agency.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { deriveEndpointKeys } from '@unefois/webhook/keys.ts'

export type SimulatorPlace = {
  readonly host: string
  /** Control port; each agency receives on its own port above it, in the registry's order. */
  readonly basePort: number
  /** Shared with the simulators, so that both sides derive the same keys. */
  readonly seed: Buffer
  readonly allowedNetworks: readonly string[]
}

/** The agencies' simulators as endpoints. Nothing else is known of where agencies receive until they say so. */
export const demonstrationEndpoints = (agencies: readonly Agency[], place: SimulatorPlace): Endpoints => {
  const endpoints = new Map<AgencyId, Endpoint>(
    agencies.map(({ id, limits }, i) => [
      id,
      {
        agency: id,
        url: `http://${place.host}:${place.basePort + 1 + i}/${id}`,
        ...deriveEndpointKeys(place.seed, id),
        timeoutMs: limits.timeoutMs,
        allowedNetworks: place.allowedNetworks,
      },
    ]),
  )
  return { of: async (agency) => endpoints.get(agency) ?? null }
}

/** Where no simulators run and no agency has registered: deliveries wait. */
export const noEndpoints: Endpoints = { of: async () => null }
