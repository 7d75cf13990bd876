import { isDeepStrictEqual } from 'node:util'
import type { Endpoint } from '@unefois/broker/ports/endpoints.ts'
import type { Notice, Sender, SendResult } from '@unefois/broker/ports/sender.ts'
import { authorizedSend, type Dispatch } from './authorized-send.ts'
import { type EndpointLine, type LineOptions, noticeHeaders, openLine } from './endpoint-line.ts'
import { notSent } from './not-sent.ts'
import { SendAttempt } from './send-attempt.ts'

export type SenderOptions = LineOptions

/** A line and the endpoint as it was last given: the same object needs no second comparison. */
type OpenLine = { readonly line: EndpointLine; endpoint: Endpoint; usedAt: number }

/** A line that nobody used for so long is closed when another one opens; its endpoint may be no more. */
const idleMs = 10 * 60 * 1000

type Posting = {
  readonly timeoutMs: number
  readonly settle: (result: SendResult) => void
  readonly headers?: readonly string[]
}

/** Throws what `failureOfError` understands, or settles. */
const post = (line: EndpointLine, notice: Notice, { timeoutMs, settle, headers }: Posting): void => {
  const ours = noticeHeaders(line, notice)
  const request = {
    path: line.path,
    method: 'POST' as const,
    headers: headers === undefined ? ours : ours.concat(headers),
    body: notice.body,
  }
  line.pool.dispatch(request, new SendAttempt({ timeoutMs, settle, notices: notice.deliveries }))
}

const postWithToken: Dispatch = (line, notice, more) =>
  new Promise((settle) => post(line, notice, { ...more, settle }))

/**
 * The guarded HTTP client: one signed POST, to a checked address, within a deadline, never redirected, never
 * rejecting. Each endpoint has its own connections, so that one that hangs takes none from the others.
 */
export const guardedSender = (options: SenderOptions = {}): Sender => {
  const lines = new Map<string, OpenLine>()
  const closing = new Set<Promise<void>>()

  const retire = (key: string, { line: { pool } }: OpenLine): void => {
    lines.delete(key)
    // What is under way on it ends by its own deadline; an error here only says that it was closed already.
    const closed = pool.close().catch(() => pool.destroy())
    closing.add(closed)
    void closed.finally(() => closing.delete(closed))
  }

  const retireIdle = (): void => {
    const before = performance.now() - idleMs
    for (const [key, open] of lines) if (open.usedAt < before) retire(key, open)
  }

  const lineTo = (endpoint: Endpoint): EndpointLine => {
    const key = endpoint.id ?? endpoint.agency
    const open = lines.get(key)
    // Every field counts, those that are yet to be added too.
    if (open !== undefined && (open.endpoint === endpoint || isDeepStrictEqual(open.endpoint, endpoint))) {
      open.endpoint = endpoint
      open.usedAt = performance.now()
      return open.line
    }
    const line = openLine(endpoint, options)
    if (open !== undefined) retire(key, open)
    retireIdle()
    lines.set(key, { line, endpoint, usedAt: performance.now() })
    return line
  }

  return {
    // Not an async function: for an endpoint without tokens, each promise in between would cost a tenth of the sending.
    send: (endpoint, notice) =>
      new Promise((settle) => {
        try {
          const line = lineTo(endpoint)
          const { tokens } = line
          if (tokens === null) post(line, notice, { timeoutMs: endpoint.timeoutMs, settle })
          else void authorizedSend({ line, notice, tokens }, postWithToken).catch(notSent).then(settle)
        } catch (error) {
          settle(notSent(error))
        }
      }),
    close: async () => {
      for (const [key, open] of lines) retire(key, open)
      await Promise.all(closing)
    },
  }
}
