import type { AttemptFailure } from '@unefois/broker/ports/sender.ts'
import { AddressRefused, UnreadableTls } from './guarded-connector.ts'

/** What a status says, whatever came with it; null for 2xx, the only success. */
export const failureOfStatus = (status: number): AttemptFailure | null => {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 410) return 'gone'
  // What Standard Webhooks names as signs of load.
  if (status === 429 || status === 502 || status === 504) return 'throttled'
  return status < 500 ? 'refused' : 'failed'
}

const byCode: Readonly<Record<string, AttemptFailure>> = {
  ENOTFOUND: 'name-not-resolved',
  EAI_AGAIN: 'name-not-resolved',
  EAI_FAIL: 'name-not-resolved',
  EAI_NODATA: 'name-not-resolved',
  EAI_NONAME: 'name-not-resolved',
  ECONNREFUSED: 'connection-refused',
  EHOSTUNREACH: 'connection-refused',
  ENETUNREACH: 'connection-refused',
  EHOSTDOWN: 'connection-refused',
  EADDRNOTAVAIL: 'connection-refused',
  EACCES: 'connection-refused',
  ETIMEDOUT: 'timed-out',
  UND_ERR_CONNECT_TIMEOUT: 'timed-out',
  ECONNRESET: 'connection-lost',
  ECONNABORTED: 'connection-lost',
  EPIPE: 'connection-lost',
  UND_ERR_SOCKET: 'connection-lost',
  UND_ERR_CLOSED: 'connection-lost',
  UND_ERR_DESTROYED: 'connection-lost',
  UND_ERR_HEADERS_OVERFLOW: 'answer-too-large',
  HPE_HEADER_OVERFLOW: 'answer-too-large',
  ERR_INVALID_URL: 'address-refused',
  EPROTO: 'tls-failed',
}

/**
 * OpenSSL's verdicts on a certificate carry no common prefix: these are their beginnings and ends. undici's and the
 * HTTP parser's own (a length MISMATCH) end likewise and are none of them.
 */
const ofTls =
  /^(?!UND_ERR_|HPE_)(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|.*(?:_CA$|_CERT_|CERT$|MISMATCH$))/

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')

/**
 * Why no status came. What is in no list (an answer that is not HTTP, a key of ours that cannot be read) is
 * `failed`: it is retried like a 5xx and parked in the end, never dropped.
 */
export const failureOfError = (error: unknown): AttemptFailure => {
  if (error instanceof AddressRefused) return 'address-refused'
  if (error instanceof UnreadableTls) return 'tls-failed'
  // Every address of a name was tried (Happy Eyeballs): the first one's failure speaks for all.
  if (error instanceof AggregateError && error.errors.length > 0) return failureOfError(error.errors[0])
  if (!(error instanceof Error)) return 'failed'
  const code = codeOf(error)
  return byCode[code] ?? (ofTls.test(code) ? 'tls-failed' : 'failed')
}
