import type { RegisteredEndpoint } from './ports/endpoint-register.ts'
import type { Endpoint } from './ports/endpoints.ts'

/** The slower of what it wished and what it consented to. */
const rateOf = ({ settings, allowedRatePerMinute }: RegisteredEndpoint): number | null => {
  const rates = [settings.ratePerSecond, allowedRatePerMinute === null ? null : allowedRatePerMinute / 60]
  const limits = rates.filter((rate) => rate !== null)
  return limits.length === 0 ? null : Math.min(...limits)
}

/** A registered endpoint as the sender takes it. Pure. */
export const endpointAsSent = (
  registered: RegisteredEndpoint,
  { timeoutMs, allowedNetworks }: Pick<Endpoint, 'timeoutMs' | 'allowedNetworks'>,
): Endpoint => {
  const { id, agency, url, settings, keys, grantedOrigin } = registered
  return {
    id,
    agency,
    url,
    keys: keys.map(({ secret, signingKey }) => ({ secret, signingKey })),
    timeoutMs: settings.timeoutMs ?? timeoutMs,
    allowedNetworks,
    headers: {
      ...settings.headers,
      ...(grantedOrigin !== null && { 'webhook-request-origin': grantedOrigin }),
    },
    tls: settings.tls,
    oauth2: settings.oauth2,
    slots: settings.slots,
    ratePerSecond: rateOf(registered),
    batchSize: settings.batchSize,
    httpSignature: settings.httpSignature,
  }
}
