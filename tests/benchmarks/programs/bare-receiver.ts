import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerParent } from '../answer-parent.ts'

/** A notice as it came in: what a raw sender sends again. */
export type Captured = { readonly agency: string; readonly id: string; readonly body: Buffer }

/** Column by column, since there are some hundred thousand. */
export type Arrivals = {
  readonly agencies: readonly string[]
  readonly deliveries: readonly string[]
  /** Milliseconds since 1970. */
  readonly at: readonly number[]
}

/** As many as one raw sender needs to have no two alike in a row. */
const capturedPerAgency = 100

let agencies: string[] = []
let deliveries: string[] = []
let at: number[] = []
const captured = new Map<string, Captured[]>()

const answer = Buffer.from(JSON.stringify({ outcome: 'accepted', reference: 'BARE-000001' }))
const answerHead = { 'content-type': 'application/json', 'content-length': answer.length }

const take = (agency: string, request: IncomingMessage, response: ServerResponse): void => {
  const kept = captured.get(agency) ?? []
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const id = String(request.headers['webhook-id'])
    agencies.push(agency)
    deliveries.push(id)
    at.push(Date.now())
    if (kept.length < capturedPerAgency) {
      kept.push({ agency, id, body: Buffer.concat(chunks) })
      captured.set(agency, kept)
    }
    response.writeHead(200, answerHead).end(answer)
  })
}

const answers = {
  /** One port an agency, in their order, from `firstPort`. */
  listen: async (host: string, firstPort: number, listed: readonly string[]): Promise<void> => {
    for (const [position, agency] of listed.entries()) {
      const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, (request, response) =>
        take(agency, request, response),
      )
      await once(server.listen({ host, port: firstPort + position, backlog: 1024 }), 'listening')
    }
  },
  count: (): number => deliveries.length,
  captured: (): Captured[] => [...captured.values()].flat(),
  /** Everything since the start or the last call. */
  takeArrivals: (): Arrivals => {
    const all = { agencies, deliveries, at }
    agencies = []
    deliveries = []
    at = []
    return all
  },
}

export type BareReceiver = typeof answers

answerParent(answers)
