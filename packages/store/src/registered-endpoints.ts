import { chooseEndpoint } from '@unefois/broker/choose-endpoint.ts'
import { endpointAsSent } from '@unefois/broker/endpoint-as-sent.ts'
import type { RegisteredEndpoint } from '@unefois/broker/ports/endpoint-register.ts'
import type { Endpoint, Endpoints } from '@unefois/broker/ports/endpoints.ts'
import type { Journal } from '@unefois/broker/ports/journal.ts'
import type { WakeUps } from '@unefois/broker/ports/wake-ups.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import type { Pool } from 'pg'
import { type EndpointRow, selectEndpoints, toRegisteredEndpoint } from './endpoint-rows.ts'
import { pauseEndpoint } from './pause-endpoint.ts'
import type { RegisterParts } from './register-parts.ts'

export type SendingParts = RegisterParts & {
  readonly wakeUps: Pick<WakeUps, 'signal' | 'listen'>
  readonly journal: Journal
  /** Each agency's own deadline, milliseconds. */
  readonly timeoutMsOf: ReadonlyMap<AgencyId, number>
  /** Networks in which any agency's endpoint may lie. */
  readonly allowedNetworks: readonly string[]
  /** Who receives for an agency that has registered nothing yet. */
  readonly standIns: Endpoints
}

/** Milliseconds. Hints make changes known at once; this bounds what a lost hint costs. */
const freshMs = 2_000

/** What cannot be unsealed stops its own agency and nobody else. */
type Known = { readonly endpoint: Endpoint | null | 'stand-in' } | { readonly unreadable: unknown }
type Reading = ReadonlyMap<AgencyId, Known>

const readNetworks = async (pool: Pool): Promise<ReadonlyMap<AgencyId, readonly string[]>> => {
  const { rows } = await pool.query<{ agency: AgencyId; networks: readonly string[] }>(
    'select agency, networks from agency_networks',
  )
  return new Map(rows.map(({ agency, networks }) => [agency, networks]))
}

/** Where agencies receive, as they registered it; stand-ins for those who have not. */
export const registeredEndpoints = (parts: SendingParts): Endpoints => {
  const { pool, vault, wakeUps, journal, timeoutMsOf, allowedNetworks, standIns } = parts
  let kept: { readonly at: number; readonly reading: Promise<Reading> } | null = null
  const forget = (): void => {
    kept = null
  }
  wakeUps.listen('endpoints', forget)

  /** The same object as long as nothing changed, so that the sender need not compare. */
  const sent = new Map<AgencyId, { readonly as: string; readonly endpoint: Endpoint }>()
  const sentAs = (registered: RegisteredEndpoint, networks: readonly string[]): Endpoint => {
    const endpoint = endpointAsSent(registered, {
      timeoutMs: timeoutMsOf.get(registered.agency) ?? 15_000,
      allowedNetworks: [...allowedNetworks, ...networks],
    })
    const as = JSON.stringify(endpoint)
    const before = sent.get(registered.agency)
    if (before?.as === as) return before.endpoint
    sent.set(registered.agency, { as, endpoint })
    return endpoint
  }

  const read = async (): Promise<Reading> => {
    const [{ rows }, networks] = await Promise.all([
      pool.query<EndpointRow>(`${selectEndpoints} order by e.agency, e.id desc`),
      readNetworks(pool),
    ])
    const known = (own: readonly EndpointRow[], agency: AgencyId): Known => {
      try {
        const chosen = chooseEndpoint(own.map((row) => toRegisteredEndpoint(vault, row)))
        if (chosen === null || chosen === 'stand-in') return { endpoint: chosen }
        return { endpoint: sentAs(chosen, networks.get(agency) ?? []) }
      } catch (unreadable) {
        return { unreadable }
      }
    }
    return new Map(
      [...Map.groupBy(rows, ({ agency }) => agency)].map(([agency, own]) => [agency, known(own, agency)]),
    )
  }

  const current = async (): Promise<Reading> => {
    if (kept === null || performance.now() > kept.at + freshMs)
      kept = { at: performance.now(), reading: read() }
    try {
      return await kept.reading
    } catch (error) {
      forget()
      throw error
    }
  }

  return {
    of: async (agency) => {
      const known = (await current()).get(agency)
      if (known === undefined) return standIns.of(agency)
      if ('unreadable' in known) throw known.unreadable
      if (known.endpoint === 'stand-in') return standIns.of(agency)
      return known.endpoint
    },
    pause: async (endpoint, because) => {
      if (endpoint.id === null) return standIns.pause(endpoint, because)
      if (!(await pauseEndpoint(parts, { id: endpoint.id, agency: endpoint.agency }, because))) return
      journal.alarm('endpoint.paused', { agency: endpoint.agency, endpoint: endpoint.id, reason: because })
    },
  }
}
