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
    path: pathname,
    sign: createSigner({
      secrets: endpoint.keys.map(({ secret }) => secret),
      signingKeys: endpoint.keys.map(({ signingKey }) => signingKey),
    }),
    notices,
  }
}

/** The headers of the product's guarded sender, without its guards. */
const send = ({ pool, path, sign }: Line, { id, body }: Captured): Promise<number> =>
  new Promise((resolve) => {
    const timestamp = Math.floor(Date.now() / 1000)
    pool.dispatch(
      {
        path,
        method: 'POST',
        headers: [
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
        ],
        body,
      },
      new OneAnswer(({ status }) => resolve(status)),
    )
  })

const keepSending = async (line: Line): Promise<void> => {
  for (let i = 0; !stopped; i++) {
    const status = await send(line, line.notices[i % line.notices.length] as Captured)
    if (status === 200) sent += 1
    else failed += 1
  }
}

const answers = {
  /** Sends what was captured, signed as the product signs, over that many connections in all, until `end`. */
  begin: (endpoints: readonly Endpoint[], captured: readonly Captured[], connections: number): void => {
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
      keepSending(lines[i % lines.length] as Line),
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
