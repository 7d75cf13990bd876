import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerParent } from '../answer-parent.ts'

/** A notice as it came in: what a raw sender sends again. */
export type Captured = { readonly agency: string; readonly id: string; readonly body: Buffer }

/** Column by column, since there are some hundred thousand. */
export type Arrivals = {
  readonly agencies: readonly string[]
  readonly deliveries: readonly string[]
  /** Milliseconds since 1970, with their fraction. */
  readonly at: readonly number[]
}

/** As many as one raw sender needs to have no two alike in a row. */
const capturedPerAgency = 100

/** What an agency answers; everybody accepts at once until told otherwise. */
export type Behaviour =
  | { readonly mode: 'accept'; readonly afterMs: number }
  | { readonly mode: 'status'; readonly code: number }
  | { readonly mode: 'hang' }

let agencies: string[] = []
let deliveries: string[] = []
let at: number[] = []
let requests = 0
const captured = new Map<string, Captured[]>()
const behaviours = new Map<string, Behaviour>()
/** Requests of an agency that hangs. */
const unanswered = new Map<string, readonly ServerResponse[]>()
const atOnce: Behaviour = { mode: 'accept', afterMs: 0 }

const acceptance = { outcome: 'accepted', reference: 'BARE-000001' }
const answer = Buffer.from(JSON.stringify(acceptance))
const batch = 'application/cloudevents-batch+json'

const say = (response: ServerResponse, body: Buffer): void =>
  void response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
    .end(body)

const note = (agency: string, { id, body }: { readonly id: string; readonly body: () => Buffer }): void => {
  agencies.push(agency)
  deliveries.push(id)
  at.push(performance.timeOrigin + performance.now())
  const kept = captured.get(agency) ?? []
  if (kept.length >= capturedPerAgency) return
  kept.push({ agency, id, body: body() })
  captured.set(agency, kept)
}

/** Notes what came, a batch's each by its own id, and gives what to answer. */
const read = (agency: string, { headers }: IncomingMessage, body: Buffer): Buffer => {
  if (!headers['content-type']?.startsWith(batch)) {
    note(agency, { id: String(headers['webhook-id']), body: () => body })
    return answer
  }
  const events = JSON.parse(body.toString()) as readonly { readonly id: string }[]
  for (const event of events) note(agency, { id: event.id, body: () => Buffer.from(JSON.stringify(event)) })
  return Buffer.from(JSON.stringify({ items: events.map(({ id }) => ({ id, ...acceptance })) }))
}

const hungAt = (agency: string): readonly ServerResponse[] => unanswered.get(agency) ?? []

const take = (agency: string, request: IncomingMessage, response: ServerResponse): void => {
  // A handshake: any answer will do.
  if (request.method !== 'POST') return void response.writeHead(200).end()
  const behaviour = behaviours.get(agency) ?? atOnce
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    requests += 1
    if (behaviour.mode === 'hang') return void unanswered.set(agency, [...hungAt(agency), response])
    if (behaviour.mode === 'status') return void response.writeHead(behaviour.code).end()
    const accepted = read(agency, request, Buffer.concat(chunks))
    if (behaviour.afterMs === 0) say(response, accepted)
    else setTimeout(say, behaviour.afterMs, response, accepted)
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
  /** Of one that hung, the connections of its unanswered requests are cut. */
  behave: (agency: string, behaviour: Behaviour): void => {
    behaviours.set(agency, behaviour)
    for (const response of hungAt(agency)) response.destroy()
    unanswered.delete(agency)
  },
  /** Arrivals that were or will be answered with an acceptance, since the last `takeArrivals`. */
  count: (): number => deliveries.length,
  /** POSTs since the start, whatever they were answered. */
  requests: (): number => requests,
  captured: (): Captured[] => [...captured.values()].flat(),
  /** Everything since the start or the last `takeArrivals`. */
  arrivals: (): Arrivals => ({ agencies, deliveries, at }),
  /** The same, and forgets it. */
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
