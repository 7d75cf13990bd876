import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

type Asked = {
  readonly authorization: string | undefined
  readonly type: string | undefined
  readonly form: string
}

/** Servers of tokens, and receivers that want one; `http` serves a listener and gives its URL. */
export const tokenServers = (http: (listener: RequestListener) => Promise<string>) => {
  /** A token server: token-1, token-2 and so on, good for `expiresIn` seconds. */
  const tokenServer = async (answer?: (response: ServerResponse, count: number) => void) => {
    const asked: Asked[] = []
    const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { authorization, 'content-type': type } = request.headers
      asked.push({ authorization, type, form: Buffer.concat(chunks).toString() })
      if (answer !== undefined) return answer(response, asked.length)
      response.end(
        JSON.stringify({ access_token: `token-${asked.length}`, token_type: 'Bearer', expires_in: 3600 }),
      )
    }
    const url = await http((request, response) => void listener(request, response))
    return { url, asked }
  }

  /** A receiver that takes one token only, and tells what it was given. */
  const receiver = async (good: { token: string } | null = null) => {
    const given: (string | undefined)[] = []
    const url = await http((request, response) => {
      given.push(request.headers.authorization)
      const right = good === null || request.headers.authorization === `Bearer ${good.token}`
      response.writeHead(right ? 200 : 401).end('{}')
    })
    return { url, given }
  }

  return { tokenServer, receiver }
}
