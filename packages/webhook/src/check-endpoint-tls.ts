import { X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type { EndpointTls } from '@unefois/broker/ports/endpoints.ts'

/** Why an endpoint's certificates are not taken. Closed. */
export type EndpointTlsFlaw =
  /** The authority is not one or more PEM certificates, or over 64 KiB. */
  | 'tls-authority'
  /** The client's certificate is not PEM, or over 64 KiB. */
  | 'tls-client-certificate'
  /** The client's key is not PEM without a passphrase, or not the certificate's. */
  | 'tls-client-key'

const mostCharacters = 64 * 1024
const certificates = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

const areCertificates = (pem: string): boolean => {
  const found = pem.length > mostCharacters ? [] : (pem.match(certificates) ?? [])
  try {
    return found.map((one) => new X509Certificate(one)).length > 0
  } catch {
    return false
  }
}

/** The check when an endpoint is saved; null when they may be. Dates are not looked at: the receiver's business. */
export const checkEndpointTls = ({ certificateAuthority, client }: EndpointTls): EndpointTlsFlaw | null => {
  // OpenSSL passes over an authority that it cannot read, and would then trust nobody without saying why.
  if (certificateAuthority !== null && !areCertificates(certificateAuthority)) return 'tls-authority'
  if (client === null) return null
  if (!areCertificates(client.certificate)) return 'tls-client-certificate'
  try {
    createSecureContext({ cert: client.certificate, key: client.key })
    return null
  } catch {
    return 'tls-client-key'
  }
}
