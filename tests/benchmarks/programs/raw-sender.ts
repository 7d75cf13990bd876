import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import { traceparents } from '@unefois/broker/traceparents.ts'
import { createSigner, type Signer } from '@unefois/webhook/sign.ts'
import { Pool } from 'undici'
import { answerParent } from '../answer-parent.ts'
import { OneAnswer } from '../one-answer.ts'
import type { Captured } from './bare-receiver.ts'

/** An agency's connections and what was captured of it. */
type Line = {
  readonly pool: Pool
  readonly url: string
  readonly path: string
  readonly sign: Signer
  readonly notices: readonly Captured[]
}

const newTraceparent = traceparents()
let sent = 0
let failed = 0
let stopped = true
let sending: Promise<unknown> = Promise.resolve()

const openLine = (endpoint: Endpoint, notices: readonly Captured[]): Line => {
  const { origin, pathname } = new URL(endpoint.url)
  return {
    pool: new Pool(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 }),
    url: endpoint.url,
    path: pathname,
    sign: createSigner({
      secrets: endpoint.keys.map(({ secret }) => secret),
      signingKeys: endpoint.keys.map(({ signingKey }) => signingKey),
    }),
    notices,
  }
}

/** How a POST is made: the leanest that undici offers, as most programs use it, and as the web has it. */
export type Way = 'dispatch' | 'request' | 'fetch'

/** Those of the product's guarded sender. */
const headersOf = ({ sign }: Line, { id, body }: Captured): string[] => {
  const timestamp = Math.floor(Date.now() / 1000)
  return [
    'content-type',
    'application/cloudevents+json',
    'user-agent',
    'unefois/0.1',
    'webhook-id',
    id,
    'webhook-timestamp',
    String(timestamp),
    'webhook-signature',
    sign(id, timestamp, body),
    'traceparent',
    newTraceparent(),
  ]
}

/** Each sends one notice, without the guards of the product, reads the answer whole, and gives its status. */
const ways: Readonly<Record<Way, (line: Line, notice: Captured) => Promise<number>>> = {
  dispatch: (line, notice) =>
    new Promise((resolve) => {
      line.pool.dispatch(
        { path: line.path, method: 'POST', headers: headersOf(line, notice), body: notice.body },
        new OneAnswer(({ status }) => resolve(status)),
      )
    }),
  request: async (line, notice) => {
    const { statusCode, body } = await line.pool.request({
      path: line.path,
      method: 'POST',
      headers: headersOf(line, notice),
      body: notice.body,
    })
    await body.arrayBuffer()
    return statusCode
  },
  fetch: async (line, notice) => {
    const named = headersOf(line, notice)
    const headers = Array.from({ length: named.length / 2 }, (_, i) => named.slice(2 * i, 2 * i + 2))
    const answer = await fetch(line.url, {
      method: 'POST',
      headers: headers as [string, string][],
      body: notice.body as Buffer<ArrayBuffer>,
    })
    await answer.arrayBuffer()
    return answer.status
  },
}

const keepSending = async (line: Line, way: Way): Promise<void> => {
  for (let i = 0; !stopped; i++) {
    const status = await ways[way](line, line.notices[i % line.notices.length] as Captured)
    if (status === 200) sent += 1
    else failed += 1
  }
}

const answers = {
  /** Sends what was captured, signed as the product signs, over that many connections in all, until `end`. */
  begin: (
    endpoints: readonly Endpoint[],
    captured: readonly Captured[],
    { connections, way }: { readonly connections: number; readonly way: Way },
  ): void => {
    const lines = endpoints
      .map((endpoint) =>
        openLine(
          endpoint,
          captured.filter(({ agency }) => agency === endpoint.agency),
        ),
      )
      .filter(({ notices }) => notices.length > 0)
    stopped = false
    const sendings = Array.from({ length: connections }, (_, i) =>
      keepSending(lines[i % lines.length] as Line, way),
    )
    sending = Promise.all(sendings).then(() => Promise.all(lines.map(({ pool }) => pool.close())))
  },
  count: () => ({ sent, failed, at: performance.now() }),
  end: async () => {
    stopped = true
    await sending
    return { sent, failed }
  },
}

export type RawSender = typeof answers

answerParent(answers)
