import type { AgencyId } from '@unefois/domain/ids.ts'
import { endpointAsSent } from './endpoint-as-sent.ts'
import type { AgencyNetworks, EndpointRegister, RegisteredEndpoint } from './ports/endpoint-register.ts'
import type { AskEndpoint } from './ports/handshake.ts'

export type VerifyDependencies = {
  readonly register: Pick<EndpointRegister, 'noteHandshake' | 'find'>
  readonly networks: Pick<AgencyNetworks, 'of'>
  readonly ask: AskEndpoint
  /** DNS name by which this broker is known. */
  readonly origin: string
  /** Networks in which any agency's endpoint may lie. */
  readonly allowedNetworks: readonly string[]
}

const firstAgainMs = 5_000
const mostAgainMs = 3_600_000
/** Whoever registers an endpoint waits for this; a notice has longer. */
const withinMs = 4_000

/** Milliseconds until an endpoint that has not answered so many times is asked again: 5 s, 10 s, …, 1 h. */
export const askAgainMs = (probes: number): number =>
  Math.min(firstAgainMs * 2 ** Math.min(probes, 20), mostAgainMs)

/** Where an agency's endpoints may lie although it is not public. */
export const networksFor = async (
  { networks, allowedNetworks }: Pick<VerifyDependencies, 'networks' | 'allowedNetworks'>,
  agency: AgencyId,
): Promise<readonly string[]> => [...allowedNetworks, ...(await networks.of(agency))]

/** Asks an unverified endpoint whether it is there, and returns it as it then is. Any HTTP answer will do. */
export const verifyEndpoint =
  (dependencies: VerifyDependencies) =>
  async (registered: RegisteredEndpoint): Promise<RegisteredEndpoint> => {
    const { register, ask, origin } = dependencies
    if (registered.state !== 'unverified') return registered
    const allowedNetworks = await networksFor(dependencies, registered.agency)
    const endpoint = endpointAsSent(registered, { timeoutMs: withinMs, allowedNetworks })
    const answer = await ask({ ...endpoint, timeoutMs: Math.min(endpoint.timeoutMs, withinMs) }, origin)
    await register.noteHandshake(registered, answer, { origin, againMs: askAgainMs(registered.probes) })
    return (await register.find(registered.agency, registered.id)) ?? registered
  }
