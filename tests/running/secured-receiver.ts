import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { newTestAuthority, type TestIdentity } from '@unefois/webhook/test-authority.ts'

export type SecuredArrival = {
  readonly method: string
  readonly path: string
  readonly authorization: string
  readonly delivery: string
  /** Common name of the certificate that the sender showed. */
  readonly client: string
}

export type SecuredReceiver = {
  readonly url: string
  readonly tokenUrl: string
  /** PEM of the authority that its own certificate chains to, which nobody else knows. */
  readonly authority: string
  /** What it accepts from a client. */
  readonly client: TestIdentity
  readonly arrivals: readonly SecuredArrival[]
  /** From now on earlier tokens are refused. */
  revoke(): void
  close(): Promise<void>
}

const clientName = 'une-fois.test'

/** An agency behind mutual TLS under an authority of its own, which takes notices under a token that it gives itself. */
export const openSecuredReceiver = async (): Promise<SecuredReceiver> => {
  const authority = newTestAuthority('the agency’s own authority')
  const arrivals: SecuredArrival[] = []
  let token = 1
  const server = createServer(
    { ...authority.issue('localhost'), ca: authority.cert, requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate()
      const { authorization = '', 'webhook-id': delivery = '' } = request.headers
      const { method = '', url: path = '' } = request
      arrivals.push({ method, path, authorization, delivery: String(delivery), client: String(subject.CN) })
      request.resume()
      const say = (status: number, body: object): void =>
        void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
      if (path === '/token')
        say(200, { access_token: `token-${token}`, token_type: 'Bearer', expires_in: 600 })
      else if (method === 'OPTIONS') say(200, {})
      else if (authorization !== `Bearer token-${token}`) say(401, {})
      else say(200, { outcome: 'accepted' })
    },
  )
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const base = `https://localhost:${(server.address() as AddressInfo).port}`
  return {
    url: `${base}/notices`,
    tokenUrl: `${base}/token`,
    authority: authority.cert,
    client: authority.issue(clientName),
    arrivals,
    revoke: () => {
      token += 1
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
