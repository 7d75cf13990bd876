import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import type { AttemptFailure } from '@unefois/broker/ports/sender.ts'
import type { Reaching, Target } from './guarded-pool.ts'
import { guardedRequest } from './guarded-request.ts'
import type { AnswerHeaders } from './send-attempt.ts'

/** What an endpoint said to being asked whether it wishes to receive. */
export type Handshake = {
  /** Whether any HTTP answer came, whatever its status: somebody is there. */
  readonly answered: boolean
  /** Our origin or `*` when the endpoint consents to it; null when it does not say, or names somebody else. */
  readonly allowedOrigin: string | null
  /** Notices a minute, when it consents and sets a limit. */
  readonly allowedRatePerMinute: number | null
  /** Why there was no answer, or `redirected`; null otherwise. */
  readonly failure: AttemptFailure | null
}

export type Asking = {
  /** DNS name by which this broker is known, e.g. `une-fois.example`. */
  readonly origin: string
  /** Notices a minute that we would like to send; not asked for when null. */
  readonly ratePerMinute: number | null
}

const one = (headers: AnswerHeaders, name: string): string => {
  const value = headers[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

const noConsent = { allowedOrigin: null, allowedRatePerMinute: null } as const

const consentIn = (
  headers: AnswerHeaders,
  origin: string,
): Pick<Handshake, 'allowedOrigin' | 'allowedRatePerMinute'> => {
  const allowed = one(headers, 'webhook-allowed-origin')
  if (allowed !== '*' && allowed.toLowerCase() !== origin.toLowerCase()) return noConsent
  const rate = one(headers, 'webhook-allowed-rate')
  const allowedRatePerMinute = /^[1-9]\d{0,8}$/.test(rate) ? Number(rate) : null
  return { allowedOrigin: allowed === '*' ? '*' : origin, allowedRatePerMinute }
}

/**
 * The validation handshake of CloudEvents' HTTP webhooks 1.0.2, section 4: `OPTIONS` to the endpoint's exact URL, guarded
 * as a notice is, within the endpoint's `timeoutMs`. Consent is in the headers only, never in the status; a
 * redirect is not followed and consents to nothing. Consent by the later callback is not offered: an endpoint that
 * does not consent may still be sent to, since its agency registered it itself. Never rejects.
 */
export const handshake = async (
  endpoint: Target & Pick<Endpoint, 'headers'>,
  { origin, ratePerMinute }: Asking,
  reaching: Reaching = {},
): Promise<Handshake> => {
  const asked = ratePerMinute === null ? [] : ['webhook-request-rate', String(ratePerMinute)]
  // Its own headers may be what lets us through a gateway; the origin is never a stored one.
  const own = Object.entries(endpoint.headers).filter(([name]) => !name.startsWith('webhook-'))
  const { result, headers } = await guardedRequest(
    endpoint,
    {
      method: 'OPTIONS',
      headers: ['user-agent', 'unefois/0.1', ...own.flat(), 'webhook-request-origin', origin, ...asked],
    },
    reaching,
  )
  if (result.status === null) return { answered: false, ...noConsent, failure: result.failure }
  if (result.failure === 'redirected') return { answered: true, ...noConsent, failure: 'redirected' }
  return { answered: true, ...consentIn(headers, origin), failure: null }
}
