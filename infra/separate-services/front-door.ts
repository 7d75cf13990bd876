import { once } from 'node:events'
import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type FrontDoorOptions = {
  readonly port: number
  /** The base URL of the service that answers a path, without a slash at its end. */
  urlOf(path: string): string
}

export type FrontDoor = { readonly url: string; stop(): Promise<void> }

/** Shorter than the services keep a connection open, so that none closes while a request is on its way to it. */
const keepIdleMs = 4_000

/** More than any service takes, so that they refuse what is too large in their own words. */
const mostBytes = 16 * 1024 * 1024

const unreachable = {
  status: 503,
  code: 'service-unreachable',
  title: 'Service injoignable · Service unreachable',
}
const tooLarge = { status: 413, code: 'too-large', title: 'Contenu trop volumineux · Content too large' }

const refuse = (response: ServerResponse, problem: typeof unreachable): void => {
  // What has begun to be answered cannot be taken back: whoever reads must see that it was cut off.
  if (response.headersSent) return void response.destroy()
  response
    .writeHead(problem.status, {
      'content-type': 'application/problem+json',
      ...(problem.status === 503 && { 'retry-after': '1' }),
    })
    .end(JSON.stringify({ type: 'about:blank', ...problem }))
}

/** The whole body, or null when it is larger than any service takes. */
const bodyOf = async (incoming: IncomingMessage): Promise<Buffer | null> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= mostBytes) chunks.push(chunk)
  }
  return bytes <= mostBytes ? Buffer.concat(chunks) : null
}

/** Of the hop, not of the request; the length is counted anew. */
const ofThisHop = ['connection', 'keep-alive', 'transfer-encoding', 'expect', 'content-length']

const headersOnwards = ({ headers }: IncomingMessage, body: Buffer): Record<string, string | string[]> => {
  const kept = Object.entries(headers).filter(
    (header): header is [string, string | string[]] =>
      header[1] !== undefined && !ofThisHop.includes(header[0]),
  )
  const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined
  return { ...Object.fromEntries(kept), ...(hasBody && { 'content-length': String(body.length) }) }
}

/**
 * One address in front of several services, chosen by path. For this machine: no TLS, no limits of its own.
 * A body is taken in whole first: a service that answers and closes before it has read everything (413) would else
 * cut off the sending, and its answer would be lost.
 */
export const openFrontDoor = async ({ port, urlOf }: FrontDoorOptions): Promise<FrontDoor> => {
  const agent = new Agent({ keepAlive: true, timeout: keepIdleMs })
  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = incoming.url ?? '/'
    const body = await bodyOf(incoming)
    if (body === null) return refuse(response, tooLarge)
    const headers = headersOnwards(incoming, body)
    const onwards = ask(urlOf(path) + path, { method: incoming.method, headers, agent })
    onwards.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    onwards.on('error', () => refuse(response, unreachable))
    response.on('close', () => onwards.destroy())
    onwards.end(body)
  }
  const server = createServer((incoming, response) => {
    // The caller is gone before its request was whole: nobody is left to be answered.
    pass(incoming, response).catch(() => response.destroy())
  })
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
