import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { deriveEndpointKeys } from './keys.ts'

/** Where the simulators are: all that the broker and they must agree on, beside the seed. */
export type SimulatorsPlace = {
  readonly host: string
  /** `SIMULATOR_PORT`. Agencies receive on the ports above it, in the order of the registry. */
  readonly basePort: number
  readonly agencies: readonly AgencyId[]
}

/** An address to listen on is none to connect to. */
const anyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

const hostOfUrl = (host: string): string => {
  const reachable = anyAddress[host] ?? host
  return reachable.includes(':') ? `[${reachable}]` : reachable
}

/** Where an agency's simulator receives. Throws for an agency that is not simulated. */
export const simulatorUrl = ({ host, basePort, agencies }: SimulatorsPlace, agency: AgencyId): string => {
  const position = agencies.indexOf(agency)
  if (position === -1) throw new Error(`no simulator for ${agency}`)
  return `http://${hostOfUrl(host)}:${basePort + 1 + position}/${agency}`
}

/** The endpoint of an agency's simulator, with the keys that it derives from the same seed. */
export const demonstrationEndpoint = (
  place: SimulatorsPlace,
  agency: AgencyId,
  { seed, timeoutMs, allowedNetworks }: { seed: Buffer } & Pick<Endpoint, 'timeoutMs' | 'allowedNetworks'>,
): Endpoint => {
  return {
    id: null,
    agency,
    url: simulatorUrl(place, agency),
    keys: [deriveEndpointKeys(seed, agency)],
    timeoutMs,
    allowedNetworks,
    headers: {},
    tls: null,
    oauth2: null,
    slots: null,
    ratePerSecond: null,
    batchSize: 1,
    httpSignature: false,
  }
}
