import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Behaviour, behaviourSchema } from './behaviour.ts'
import type { ListeningPort } from './listening-port.ts'
import { answerProblem } from './problem.ts'
import { readBody } from './read-body.ts'
import type { Simulator } from './simulator.ts'
import { takeNotice } from './take-notice.ts'

/** An agency's simulator and the port on which it receives. */
export type Place = { readonly simulator: Simulator; readonly port: ListeningPort }

type Exchange = {
  readonly place: Place
  readonly request: IncomingMessage
  readonly response: ServerResponse
}
type Action = (exchange: Exchange) => Promise<void>

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** A line of the ledger without its last key, the answer, which is ours. It occurs nowhere else unescaped. */
const withoutAnswer = (line: string): string => `${line.slice(0, line.lastIndexOf(',"answer":'))}}`

async function* asArray(
  lines: AsyncGenerator<string>,
  shown: (line: string) => string,
): AsyncGenerator<string> {
  let before = '['
  for await (const line of lines) {
    yield before + shown(line)
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}

const sendReceived: Action = async ({ place, response }) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  await pipeline(Readable.from(asArray(place.simulator.received(), withoutAnswer)), response)
}

const sendReminders: Action = async ({ place, response }) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const withoutNote = (line: string): string => line.replace('"note":"reminder",', '')
  await pipeline(Readable.from(asArray(place.simulator.reminders(), withoutNote)), response)
}

const parsed = (body: Buffer): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(body.toString()) }
  } catch {
    return null
  }
}

/** The port first: when it cannot be had, nothing has changed. */
const behave = async ({ simulator, port }: Place, behaviour: Behaviour): Promise<void> => {
  if (behaviour.mode !== 'down') await port.open()
  await simulator.behave(behaviour)
  if (behaviour.mode === 'down') await port.close()
}

const setBehaviour: Action = async ({ place, request, response }) => {
  const body = await readBody(request)
  if (body === null) return answerProblem(response, 'too-large')
  const json = parsed(body)
  if (json === null) return answerProblem(response, 'not-json')
  const behaviour = behaviourSchema.safeParse(json.value)
  if (!behaviour.success) {
    const flaws = behaviour.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`)
    return answerProblem(response, 'behaviour-invalid', flaws.join('; '))
  }
  try {
    await behave(place, behaviour.data)
  } catch (error) {
    return answerProblem(response, 'port-taken', error instanceof Error ? error.message : '')
  }
  sendJson(response, behaviour.data)
}

const actions: Readonly<Record<string, Readonly<Record<string, Action>>>> = {
  '': { POST: ({ place, request, response }) => takeNotice(place.simulator, request, response) },
  received: {
    GET: sendReceived,
    DELETE: async ({ place, response }) => {
      await place.simulator.forget()
      response.writeHead(204).end()
    },
  },
  reminders: { GET: sendReminders },
  behaviour: {
    GET: async ({ place, response }) => sendJson(response, place.simulator.behaviour()),
    PUT: setBehaviour,
  },
  stats: { GET: async ({ place, response }) => sendJson(response, place.simulator.stats()) },
}

const methodsOf = (name: string): Readonly<Record<string, Action>> | undefined =>
  Object.hasOwn(actions, name) ? actions[name] : undefined

/** The base port: `/{agency}` takes notices too, `/{agency}/received|reminders|behaviour|stats` are for whoever watches. */
export const control =
  (places: ReadonlyMap<string, Place>) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const [, agency = '', name = '', ...rest] = (request.url ?? '/').split('?', 1)[0]?.split('/') ?? []
    const place = places.get(agency)
    const methods = methodsOf(name)
    if (place === undefined || methods === undefined || rest.length > 0) {
      return answerProblem(response, 'not-found', `agencies: ${[...places.keys()].join(', ')}`)
    }
    const action = methods[request.method ?? '']
    if (action === undefined) {
      response.setHeader('allow', Object.keys(methods).join(', '))
      return answerProblem(response, 'method-not-allowed')
    }
    action({ place, request, response }).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else answerProblem(response, 'not-recorded', error instanceof Error ? error.message : '')
    })
  }
