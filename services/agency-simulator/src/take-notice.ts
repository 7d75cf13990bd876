import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Reply } from './decide-reply.ts'
import { answerProblem } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Simulator } from './simulator.ts'

const verifiedConnections = new WeakSet<Socket>()
/** Begins like an acknowledgement and is none. */
const garbage = Buffer.concat([
  Buffer.from('{"outcome":"accepted"'),
  Buffer.from([0, 0xff, 0xfe, 0x80, 0x7b]),
])
const hugeBytes = 64 * 1024 * 1024
const hugePiece = Buffer.alloc(64 * 1024, ' ')

const sendHuge = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': hugeBytes })
  let left = hugeBytes
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= hugePiece.length
      if (!response.write(hugePiece)) return
    }
    response.end()
  }
  response.on('drain', more)
  more()
}

const sendAnswer = (response: ServerResponse, { answer, retryAfter }: Reply): void => {
  const { status, acknowledgement } = answer
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter)
  // With 202 the acknowledgement is only promised.
  if (status !== 200 || acknowledgement === undefined) {
    response.writeHead(status ?? 500).end()
    return
  }
  const body = JSON.stringify(acknowledgement)
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body)
}

const sendReply = (response: ServerResponse, agency: string, reply: Reply): void => {
  switch (reply.as) {
    case 'answer':
      return sendAnswer(response, reply)
    case 'garbage':
      response.writeHead(200, { 'content-type': 'application/json' }).end(garbage)
      return
    case 'huge':
      return sendHuge(response)
    case 'redirect':
      // Where it leads a notice would be taken: whoever followed would show in the ledger, twice.
      response.writeHead(307, { location: `/${agency}` }).end()
      return
    case 'silence':
      return
    default:
      response.destroy()
  }
}

/** A webhook at an agency: recorded first, answered then. Never rejects. */
export const takeNotice = async (
  simulator: Simulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  try {
    const { socket } = request
    const body = await readBody(request)
    if (body === null) return answerProblem(response, 'too-large')
    const firstOnConnection = !verifiedConnections.has(socket)
    const taken = await simulator.take({ headers: request.headers, body, firstOnConnection })
    if (taken.as === 'hang-up') return void socket.resetAndDestroy()
    if (taken.as === 'refused') {
      return answerProblem(response, taken.status === 401 ? 'signature-invalid' : 'notice-invalid', taken.why)
    }
    verifiedConnections.add(socket)
    if (taken.waitMs > 0) await pause(taken.waitMs, undefined, { ref: false })
    sendReply(response, simulator.agency, taken)
  } catch (error) {
    if (response.destroyed || response.headersSent) return
    answerProblem(response, 'not-recorded', error instanceof Error ? error.message : '')
  }
}
