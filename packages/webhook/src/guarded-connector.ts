import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import { isIP } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import { buildConnector } from 'undici'
import { isPublicAddress, type Networks } from './addresses.ts'

/** The endpoint lies where nothing may be sent. Its text names no address: it may be one of an inner network. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused'
}

type Answer = (error: Error | null, addresses: readonly LookupAddress[]) => void

/** Every address of a name. */
export type Resolve = (name: string, answer: Answer) => void

/** The way of the system, `/etc/hosts` included. */
export const resolveWithSystem: Resolve = (name, answer) => {
  systemLookup(name, { all: true }, (error, addresses) => answer(error, error === null ? addresses : []))
}

export type ConnectionGuard = {
  readonly allowedNetworks: Networks
  /** Milliseconds for resolving, connecting and the TLS handshake together. */
  readonly timeoutMs: number
  /** PEM; the system's own certificates when null. */
  readonly certificateAuthority: string | null
  /** What is shown of ourselves when asked for it (mTLS), PEM. */
  readonly client: { readonly certificate: string; readonly key: string } | null
  readonly resolve?: Resolve
}

/** One question at a time for a name, however many connections wait: a resolver that hangs then holds one thread. */
const asOneQuestion = (resolve: Resolve): Resolve => {
  const waiting = new Map<string, Answer[]>()
  return (name, answer) => {
    const others = waiting.get(name)
    if (others !== undefined) {
      others.push(answer)
      return
    }
    const all = [answer]
    waiting.set(name, all)
    resolve(name, (error, addresses) => {
      waiting.delete(name)
      for (const each of all) each(error, addresses)
    })
  }
}

type NetLookup = (
  name: string,
  options: LookupOptions,
  answer: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
) => void

/** PEM that cannot be read, or a key that is not the certificate's. Its text holds nothing of them. */
export class UnreadableTls extends Error {
  override readonly name = 'UnreadableTls'
}

/** Made once: read anew for every connection, certificates of our own would cost each handshake their parsing. */
const secureContextOf = ({ certificateAuthority, client }: ConnectionGuard): SecureContext | null => {
  if (certificateAuthority === null && client === null) return null
  try {
    return createSecureContext({
      ...(certificateAuthority !== null && { ca: certificateAuthority }),
      ...(client !== null && { cert: client.certificate, key: client.key }),
    })
  } catch {
    throw new UnreadableTls('the endpoint has certificates or a key that cannot be read')
  }
}

/**
 * Opens connections to checked addresses only. The name is resolved once for each new connection (a kept one
 * stays with the address that was checked), EVERY answer is checked, and only checked answers are dialled: the
 * system never resolves the name a second time, so a name cannot change its mind in between (DNS rebinding). One
 * private answer among public ones refuses them all: nobody publishes such a name by accident.
 */
export const guardedConnector = (guard: ConnectionGuard): buildConnector.connector => {
  const { allowedNetworks } = guard
  const resolve = asOneQuestion(guard.resolve ?? resolveWithSystem)
  const check = (ip: string, encrypted: boolean) => allowedNetworks(ip) || (encrypted && isPublicAddress(ip))
  const checkedLookup =
    (encrypted: boolean): NetLookup =>
    (name, options, answer) =>
      resolve(name, (error, addresses) => {
        if (error !== null) return answer(error, [])
        const [first] = addresses
        if (first === undefined || !addresses.every(({ address }) => check(address, encrypted))) {
          return answer(new AddressRefused('not an address to which anything may be sent'), [])
        }
        return options.all ? answer(null, [...addresses]) : answer(null, first.address, first.family)
      })
  const secureContext = secureContextOf(guard)
  const connectorOf = (encrypted: boolean) =>
    buildConnector({
      timeout: guard.timeoutMs,
      // One HTTP/1.1 request a connection: an agency's slots are its connections.
      allowH2: false,
      lookup: checkedLookup(encrypted),
      ...(encrypted && secureContext !== null && { secureContext }),
    } as buildConnector.BuildOptions)
  const plain = connectorOf(false)
  const encrypted = connectorOf(true)
  return (options, callback) => {
    const secure = options.protocol === 'https:'
    // An address given as such is never looked up, so it is checked here. The URL parser has already turned
    // octal, decimal and hexadecimal forms into plain ones.
    if (isIP(options.hostname) !== 0 && !check(options.hostname, secure)) {
      callback(new AddressRefused('not an address to which anything may be sent'), null)
      return
    }
    const connect = secure ? encrypted : plain
    connect(options, callback)
  }
}
