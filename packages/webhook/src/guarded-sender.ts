import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import type { Notice, Sender, SendResult } from '@unefois/broker/ports/sender.ts'
import type { AgencyId } from '@unefois/domain/ids.ts'
import { Pool } from 'undici'
import { readNetworks } from './addresses.ts'
import { failureOfError } from './attempt-failure.ts'
import { AddressRefused, guardedConnector, type Resolve } from './guarded-connector.ts'
import { SendAttempt } from './send-attempt.ts'
import { createSigner, type Signer } from './sign.ts'

export type SenderOptions = {
  /** Most connections open to one endpoint; more requests than that wait, within their deadline. 64 when absent. */
  readonly connectionsPerEndpoint?: number
  /** PEM of the authority that endpoints' certificates chain to; the system's own when absent. */
  readonly certificateAuthority?: string
  /** How names are resolved; the system's way when absent. */
  readonly resolve?: Resolve
}

/** What stays open to one endpoint from one notice to the next. */
type Line = {
  readonly endpoint: Endpoint
  readonly pool: Pool
  readonly path: string
  readonly sign: Signer
}

const sameEndpoint = (one: Endpoint, other: Endpoint): boolean =>
  one === other ||
  (one.url === other.url &&
    one.keys.map(({ secret }) => secret).join() === other.keys.map(({ secret }) => secret).join() &&
    one.timeoutMs === other.timeoutMs &&
    one.allowedNetworks.join() === other.allowedNetworks.join())

const openLine = (endpoint: Endpoint, options: SenderOptions): Line => {
  const url = new URL(endpoint.url)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new AddressRefused('neither http nor https')
  const connect = guardedConnector({
    allowedNetworks: readNetworks(endpoint.allowedNetworks),
    timeoutMs: endpoint.timeoutMs,
    ...(options.certificateAuthority !== undefined && { certificateAuthority: options.certificateAuthority }),
    ...(options.resolve !== undefined && { resolve: options.resolve }),
  })
  const pool = new Pool(url.origin, {
    connect,
    connections: options.connectionsPerEndpoint ?? 64,
    pipelining: 1,
    // The attempt's own deadline covers everything; undici's two timers would only cost their upkeep.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const sign = createSigner({
    secrets: endpoint.keys.map(({ secret }) => secret),
    signingKeys: endpoint.keys.map(({ signingKey }) => signingKey),
  })
  return { endpoint, pool, path: `${url.pathname}${url.search}`, sign }
}

/** A flat list, which undici copies as it is: an object's keys would be walked for every request. */
const headersOf = (line: Line, { id, body, deliveries, sentAt, traceparent }: Notice): string[] => {
  const timestamp = Math.floor(sentAt.getTime() / 1000)
  return [
    'content-type',
    deliveries > 1 ? 'application/cloudevents-batch+json' : 'application/cloudevents+json',
    'user-agent',
    'unefois/0.1',
    'webhook-id',
    id,
    'webhook-timestamp',
    String(timestamp),
    'webhook-signature',
    line.sign(id, timestamp, body),
    'traceparent',
    traceparent,
  ]
}

const notSent = (error: unknown): SendResult => ({
  status: null,
  failure: failureOfError(error),
  body: Buffer.alloc(0),
  retryAfterSeconds: null,
  asks: null,
  durationMs: 0,
})

/**
 * The guarded HTTP client: one signed POST, to a checked address, within a deadline, never redirected, never
 * rejecting. Each agency has its own connections, so that one that hangs takes none from the others.
 */
export const guardedSender = (options: SenderOptions = {}): Sender => {
  const lines = new Map<AgencyId, Line>()
  const closing = new Set<Promise<void>>()

  const retire = ({ pool }: Line): void => {
    // What is under way on it ends by its own deadline; an error here only says that it was closed already.
    const closed = pool.close().catch(() => pool.destroy())
    closing.add(closed)
    void closed.finally(() => closing.delete(closed))
  }

  const lineTo = (endpoint: Endpoint): Line => {
    const open = lines.get(endpoint.agency)
    if (open !== undefined && sameEndpoint(open.endpoint, endpoint)) return open
    const line = openLine(endpoint, options)
    lines.set(endpoint.agency, line)
    if (open !== undefined) retire(open)
    return line
  }

  return {
    send: (endpoint, notice) =>
      new Promise((resolve) => {
        try {
          const line = lineTo(endpoint)
          const request = {
            path: line.path,
            method: 'POST' as const,
            headers: headersOf(line, notice),
            body: notice.body,
          }
          line.pool.dispatch(request, new SendAttempt(endpoint.timeoutMs, resolve))
        } catch (error) {
          resolve(notSent(error))
        }
      }),
    close: async () => {
      for (const line of lines.values()) retire(line)
      lines.clear()
      await Promise.all(closing)
    },
  }
}
