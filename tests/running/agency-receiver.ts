import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Arrival = {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export type AgencyReceiver = {
  readonly url: string
  /** What came, in order; questions whether somebody is there (OPTIONS) too. */
  readonly arrivals: readonly Arrival[]
  /** From now on it answers this; 200 and `accepted` until told otherwise. */
  answer(status: number, body?: unknown, headers?: Readonly<Record<string, string>>): void
  /** From now on each answer depends on what came. */
  answerWith(rule: (arrival: Arrival) => { readonly status: number; readonly body: unknown }): void
  close(): Promise<void>
}

/** An agency that receives by itself, on this machine, in place of its simulator; on any free port unless given one. */
export const openAgencyReceiver = async (port = 0): Promise<AgencyReceiver> => {
  const arrivals: Arrival[] = []
  const accepted = { status: 200, body: { outcome: 'accepted' } }
  type Reply = { status: number; body: unknown; headers?: Readonly<Record<string, string>> }
  let rule: (arrival: Arrival) => Reply = () => accepted
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const arrival = { method: request.method ?? '', headers: request.headers, body: Buffer.concat(chunks) }
      arrivals.push(arrival)
      const next = rule(arrival)
      response.writeHead(next.status, { 'content-type': 'application/json', ...next.headers })
      response.end(next.body === undefined ? '' : JSON.stringify(next.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`,
    arrivals,
    answer: (status, body, headers = {}) => {
      rule = () => ({ status, body, headers })
    },
    answerWith: (given) => {
      rule = given
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
