import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import { Pool } from 'undici'
import { readNetworks } from './addresses.ts'
import { AddressRefused, guardedConnector, type Resolve } from './guarded-connector.ts'

/** What it takes to reach an endpoint, whatever is then asked of it. */
export type Target = Pick<Endpoint, 'url' | 'timeoutMs' | 'allowedNetworks' | 'tls'>

export type Reaching = {
  /** PEM of the authority that certificates chain to, for endpoints without their own; the system's when absent. */
  readonly certificateAuthority?: string
  /** How names are resolved; the system's way when absent. */
  readonly resolve?: Resolve
}

/** Connections to one target, and the path to ask for on them. Throws what `failureOfError` understands. */
export type GuardedPool = { readonly pool: Pool; readonly path: string }

/** Opens nothing yet: connections are made, and their addresses checked, when they are first needed. */
export const guardedPool = (target: Target, connections: number, reaching: Reaching): GuardedPool => {
  const url = new URL(target.url)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new AddressRefused('neither http nor https')
  const authority = target.tls?.certificateAuthority ?? reaching.certificateAuthority
  const connect = guardedConnector({
    allowedNetworks: readNetworks(target.allowedNetworks),
    timeoutMs: target.timeoutMs,
    certificateAuthority: authority ?? null,
    client: target.tls?.client ?? null,
    ...(reaching.resolve !== undefined && { resolve: reaching.resolve }),
  })
  const pool = new Pool(url.origin, {
    connect,
    connections,
    pipelining: 1,
    // The attempt's own deadline covers everything; undici's two timers would only cost their upkeep.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return { pool, path: `${url.pathname}${url.search}` }
}
