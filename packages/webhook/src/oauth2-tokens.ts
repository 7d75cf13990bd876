import { getCACertificates } from 'node:tls'
import type { Endpoint, EndpointOAuth2 } from '@unefois/broker/ports/endpoints.ts'
import type { Reaching, Target } from './guarded-pool.ts'
import { guardedRequest } from './guarded-request.ts'

/** Access tokens for one endpoint (RFC 6749, section 4.4). */
export type OAuth2Tokens = {
  /** The one in hand while it is good, else a new one; null when none is to be had. Never rejects. */
  current(): Promise<string | null>
  /** The endpoint did not take it: it is not given out again. */
  refused(token: string): void
}

/** Given up before it expires, at most; a fifth of its life when that is shorter. */
const earlyMs = 60_000
/** For servers that do not say how long a token lives. */
const usualLifeMs = 5 * 60_000
const longestLifeMs = 24 * 60 * 60_000
/** Of RFC 6750, and of a length that fits into a server's limit for headers. */
const bearerToken = /^[A-Za-z0-9\-._~+/]{1,6000}=*$/

type Token = { readonly value: string; readonly goodUntil: number }

const lifeOf = (expiresIn: unknown): number => {
  const seconds = typeof expiresIn === 'string' && /^\d+$/.test(expiresIn) ? Number(expiresIn) : expiresIn
  if (typeof seconds !== 'number' || !(seconds >= 0)) return usualLifeMs
  return Math.min(seconds * 1000, longestLifeMs)
}

const readToken = (body: Buffer, askedAt: number): Token | null => {
  let answer: unknown
  try {
    answer = JSON.parse(body.toString())
  } catch {
    return null
  }
  if (typeof answer !== 'object' || answer === null) return null
  const fields: { access_token?: unknown; token_type?: unknown; expires_in?: unknown } = answer
  const { access_token: value, token_type: type = 'bearer' } = fields
  if (typeof value !== 'string' || !bearerToken.test(value)) return null
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') return null
  const life = lifeOf(fields.expires_in)
  return { value, goodUntil: askedAt + life - Math.min(earlyMs, life / 5) }
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1)

const tokenRequest = ({ clientId, clientSecret, scope }: EndpointOAuth2) => {
  // RFC 6749, section 2.3.1: both are form-encoded before they are joined.
  const credentials = Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64')
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope !== null && { scope }) })
  return {
    method: 'POST' as const,
    headers: [
      ...['content-type', 'application/x-www-form-urlencoded', 'accept', 'application/json'],
      ...[
        'accept-encoding',
        'identity',
        'user-agent',
        'unefois/0.1',
        'authorization',
        `Basic ${credentials}`,
      ],
    ],
    body: Buffer.from(form.toString()),
  }
}

/** The token's server may be the agency's own, or a public one: either's authority will do. */
const tokenTarget = ({ timeoutMs, allowedNetworks, tls }: Endpoint, url: string): Target => {
  const own = tls?.certificateAuthority ?? null
  if (tls === null || own === null) return { url, timeoutMs, allowedNetworks, tls }
  const either = [...getCACertificates('default'), own].join('\n')
  return { url, timeoutMs, allowedNetworks, tls: { ...tls, certificateAuthority: either } }
}

/**
 * Client-credentials tokens, from the token URL through the same guard as notices: checked addresses, the
 * endpoint's deadline, no redirect. A token is kept until shortly before it expires; however many notices wait for
 * one, one request is under way.
 */
export const oauth2Tokens = (
  endpoint: Endpoint,
  oauth2: EndpointOAuth2,
  reaching: Reaching = {},
): OAuth2Tokens => {
  let held: Token | null = null
  let fetching: Promise<string | null> | null = null

  const fetchToken = async (): Promise<string | null> => {
    const askedAt = performance.now()
    const { result } = await guardedRequest(
      tokenTarget(endpoint, oauth2.tokenUrl),
      tokenRequest(oauth2),
      reaching,
    )
    held = result.failure === null ? readToken(result.body, askedAt) : null
    return held?.value ?? null
  }

  return {
    current: async () => {
      if (held !== null && performance.now() < held.goodUntil) return held.value
      fetching ??= fetchToken().finally(() => {
        fetching = null
      })
      return fetching
    },
    refused: (token) => {
      if (held?.value === token) held = null
    },
  }
}
