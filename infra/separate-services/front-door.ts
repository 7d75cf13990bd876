import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http'

export type FrontDoorOptions = {
  readonly port: number
  /** The base URL of the service that answers a path, without a slash at its end. */
  urlOf(path: string): string
}

export type FrontDoor = { readonly url: string; stop(): Promise<void> }

/** Shorter than the services keep a connection open, so that none closes while a request is on its way to it. */
const keepIdleMs = 4_000

const unreachable = (response: ServerResponse): void => {
  // What has begun to be answered cannot be taken back: whoever reads must see that it was cut off.
  if (response.headersSent) return void response.destroy()
  response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' }).end(
    JSON.stringify({
      type: 'about:blank',
      title: 'Service injoignable · Service unreachable',
      status: 503,
      code: 'service-unreachable',
    }),
  )
}

/** One address in front of several services, chosen by path. For this machine: no TLS, no limits of its own. */
export const openFrontDoor = async ({ port, urlOf }: FrontDoorOptions): Promise<FrontDoor> => {
  const agent = new Agent({ keepAlive: true, timeout: keepIdleMs })
  const pass = (incoming: IncomingMessage, response: ServerResponse): void => {
    const path = incoming.url ?? '/'
    const { connection: _, ...headers } = incoming.headers
    const onwards = ask(urlOf(path) + path, { method: incoming.method, headers, agent })
    onwards.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    onwards.on('error', () => unreachable(response))
    response.on('close', () => onwards.destroy())
    incoming.pipe(onwards)
  }
  const server = createServer(pass)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeIdleConnections()
      agent.destroy()
      await closed
    },
  }
}
