import { isIP } from 'node:net'
import { isPublicAddress, type Networks, readNetworks } from './addresses.ts'
import { type Resolve, resolveWithSystem } from './guarded-connector.ts'

/** Why a URL is not taken as an endpoint's. Closed. */
export type EndpointUrlFlaw =
  /** Not an absolute URL, or over 2,048 characters. */
  | 'url-unreadable'
  /** Neither https nor http. */
  | 'url-scheme'
  /** Plain http outside the allowed networks. */
  | 'url-not-encrypted'
  /** A user or password in it: they would be stored and shown with it. */
  | 'url-credentials'
  /** It leads, or one of its name's addresses does, to where nothing may be sent. */
  | 'url-not-allowed'

const mostCharacters = 2048
/** A resolver that takes longer leaves the name unresolved, as one does that knows no such name. */
const resolveWithinMs = 5000

/** Every address of a name; none when it leads nowhere, or not in time. */
const addressesOf = (name: string, resolve: Resolve): Promise<readonly string[]> =>
  new Promise((settle) => {
    const timer = setTimeout(() => settle([]), resolveWithinMs)
    resolve(name, (error, addresses) => {
      clearTimeout(timer)
      settle(error === null ? addresses.map(({ address }) => address) : [])
    })
  })

const flawOfAddresses = (
  addresses: readonly string[],
  encrypted: boolean,
  allowed: Networks,
): EndpointUrlFlaw | null => {
  const outside = addresses.filter((address) => !allowed(address))
  if (!outside.every(isPublicAddress)) return 'url-not-allowed'
  return outside.length > 0 && !encrypted ? 'url-not-encrypted' : null
}

/**
 * The check when an endpoint is saved; null when it may be. Octal, decimal and hexadecimal hosts count as the addresses
 * that they are. A name that cannot be resolved now is let through: the endpoint stays unverified, and every
 * connection checks again where it leads. Throws for `allowedNetworks` that cannot be read.
 */
export const checkEndpointUrl = async (
  text: string,
  allowedNetworks: readonly string[],
  resolve: Resolve = resolveWithSystem,
): Promise<EndpointUrlFlaw | null> => {
  const allowed = readNetworks(allowedNetworks)
  if (text.length > mostCharacters || !URL.canParse(text)) return 'url-unreadable'
  const url = new URL(text)
  const encrypted = url.protocol === 'https:'
  if (!encrypted && url.protocol !== 'http:') return 'url-scheme'
  if (url.username !== '' || url.password !== '') return 'url-credentials'
  if (!encrypted && allowedNetworks.length === 0) return 'url-not-encrypted'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const addresses = isIP(host) === 0 ? await addressesOf(host, resolve) : [host]
  return flawOfAddresses(addresses, encrypted, allowed)
}
