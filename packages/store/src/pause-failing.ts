import type { EndpointRegister } from '@unefois/broker/ports/endpoint-register.ts'
import { pauseEndpoint } from './pause-endpoint.ts'
import type { NamedEndpoint, RegisterParts } from './register-parts.ts'

/** Only where something was tried lately and failed: an agency of which nobody had anything to say has not failed. */
export const pauseFailing =
  (parts: RegisterParts): EndpointRegister['pauseFailing'] =>
  async (since) => {
    const { rows } = await parts.pool.query<NamedEndpoint>(
      `select e.id, e.agency from endpoints e join agency_lately l on l.agency = e.agency
        where e.state = 'active' and e.active_since < $1 and l.failing_since < $1 and l.last_failure_at > $1`,
      [since],
    )
    const paused: NamedEndpoint[] = []
    for (const named of rows) if (await pauseEndpoint(parts, named, 'failing')) paused.push(named)
    return paused
  }
