import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import type { Notice } from '@unefois/broker/ports/sender.ts'
import type { Pool } from 'undici'
import { checkEndpointHeaders } from './check-endpoint-headers.ts'
import { guardedPool, type Reaching } from './guarded-pool.ts'
import { createHttpSigner, type HttpSigner } from './http-signer.ts'
import { type OAuth2Tokens, oauth2Tokens } from './oauth2-tokens.ts'
import { createSigner, type Signer } from './sign.ts'

export type LineOptions = Reaching & {
  /** Most connections open to one endpoint that names no number of slots. 64 when absent. */
  readonly connectionsPerEndpoint?: number
}

/** What stays open to one endpoint from one notice to the next. */
export type EndpointLine = {
  readonly endpoint: Endpoint
  readonly pool: Pool
  readonly path: string
  readonly sign: Signer
  /** Null for an endpoint that does not ask for RFC 9421 as well. */
  readonly httpSign: HttpSigner | null
  /** The endpoint's own, names and values in turn. */
  readonly headers: readonly string[]
  /** Null for an endpoint that asks for none. */
  readonly tokens: OAuth2Tokens | null
}

/** The consent's headers are not for an agency to set, but they are stored beside its own once it has consented. */
const ofConsent = /^webhook-request-(?:origin|rate)$/

/** Checked when saved; checked again here, once a line, so that no row of a database can forge a request. */
const ownHeaders = ({ headers, oauth2 }: Endpoint): readonly string[] => {
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConsent.test(name)))
  if (checkEndpointHeaders(own, { oauth2: oauth2 !== null }).length > 0)
    throw new Error('the endpoint has headers that may not be sent')
  return Object.entries(headers).flat()
}

/** Connects to nothing yet. Throws what `failureOfError` understands. */
export const openLine = (endpoint: Endpoint, options: LineOptions): EndpointLine => {
  const headers = ownHeaders(endpoint)
  const signingKeys = endpoint.keys.map(({ signingKey }) => signingKey)
  const sign = createSigner({ secrets: endpoint.keys.map(({ secret }) => secret), signingKeys })
  const tokens = endpoint.oauth2 === null ? null : oauth2Tokens(endpoint, endpoint.oauth2, options)
  const connections = endpoint.slots ?? options.connectionsPerEndpoint ?? 64
  const reached = guardedPool(endpoint, connections, options)
  const httpSign = endpoint.httpSignature ? createHttpSigner(new URL(endpoint.url), signingKeys) : null
  return { endpoint, ...reached, sign, httpSign, headers, tokens }
}

/** A flat list, which undici copies as it is: an object's keys would be walked for every request. */
export const noticeHeaders = (
  line: EndpointLine,
  { id, body, deliveries, sentAt, traceparent }: Notice,
): string[] => {
  const timestamp = Math.floor(sentAt.getTime() / 1000)
  const contentType = deliveries > 1 ? 'application/cloudevents-batch+json' : 'application/cloudevents+json'
  const headers = [
    'content-type',
    contentType,
    'user-agent',
    'unefois/0.1',
    // Answers are read as they come: nothing is inflated.
    'accept-encoding',
    'identity',
    'webhook-id',
    id,
    'webhook-timestamp',
    String(timestamp),
    'webhook-signature',
    line.sign(id, timestamp, body),
    'traceparent',
    traceparent,
  ]
  if (line.httpSign !== null) headers.push(...line.httpSign({ id, timestamp, contentType, body }))
  return line.headers.length === 0 ? headers : headers.concat(line.headers)
}
