import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'

/** As much of a line of a declaration's plan as the table shows. */
export type Line = {
  readonly agency: string
  readonly told: boolean
  readonly delivery?: { readonly state: string; readonly acknowledgedAt: string | null }
}

export type FiledDeclaration = {
  readonly id: string
  readonly submittedAt: string
  readonly plan: readonly Line[]
}

/** What the demonstration asks of the public API, as the accounts of the demonstration. */
export const api = (url: string) => {
  const call = async (path: string, token: string, body?: unknown): Promise<Response> => {
    for (;;) {
      const answer = await fetch(url + path, {
        ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        },
      })
      const again = answer.headers.get('retry-after')
      if ((answer.status !== 503 && answer.status !== 429) || again === null) return answer
      await answer.body?.cancel()
      await pause(Math.min(Number(again) || 1, 10) * 1000)
    }
  }

  const read = async <Body>(answer: Response): Promise<Body> => {
    if (!answer.ok)
      throw new Error(`${answer.status} from ${new URL(answer.url).pathname}: ${await answer.text()}`)
    return (await answer.json()) as Body
  }

  return {
    agencies: async () =>
      (
        await read<{ items: readonly { id: string }[] }>(await call('/v1/agencies', 'demo-citizen'))
      ).items.map(({ id }) => id),
    /** Whether a declaration like this one would be taken; nothing is stored. */
    wouldTake: async (declaration: unknown, token: string): Promise<boolean> => {
      const answer = await call('/v1/declarations/preview', token, declaration)
      await answer.body?.cancel()
      return answer.ok
    },
    file: async (declaration: unknown, token: string) =>
      read<FiledDeclaration>(await call('/v1/declarations', token, declaration)),
    follow: async (id: string) =>
      read<FiledDeclaration>(await call(`/v1/declarations/${id}`, 'demo-operator')),
  }
}

export type Api = ReturnType<typeof api>
