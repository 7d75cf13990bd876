import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly token: string
  readonly body: unknown
}
export type Answering = (asked: Asked) => {
  readonly status: number
  readonly body: unknown
  readonly type?: string
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** A server that answers as a test says, for what the real one does not do when asked to. */
export const answeringServer = async (answer: Answering) => {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        token: request.headers.authorization ?? '',
        body: text === '' ? null : (JSON.parse(text) as unknown),
      }
      asked.push(one)
      const { status, body, type = 'application/json' } = answer(one)
      response.writeHead(status, {
        'content-type': type,
        ...(status === 302 && { location: 'http://127.0.0.1:9/' }),
      })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
