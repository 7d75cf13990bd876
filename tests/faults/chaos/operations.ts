import { apiClient } from '../../running/api-client.ts'

export type Listed = {
  readonly id: string
  readonly declaration: string
  readonly agency: string
  readonly state: string
  readonly attempts: number
}

type Page = { readonly items: readonly Listed[]; readonly next: string | null }
type Filter = { readonly agency?: string; readonly state?: string }

const pageSize = 500
const together = 16

/** What an operator sees and does. */
export const operationsAt = (url: string) => {
  const api = apiClient(url, 'demo-operator')

  const page = async (filter: Filter, limit: number, cursor: string | null): Promise<Page> => {
    const query = new URLSearchParams({ ...filter, limit: String(limit), ...(cursor !== null && { cursor }) })
    const { status, body } = await api.get(`/v1/operations/deliveries?${query}`)
    if (status !== 200) throw new Error(`operations answered ${status}: ${JSON.stringify(body)}`)
    return body as Page
  }

  return {
    any: async (filter: Filter): Promise<boolean> => (await page(filter, 1, null)).items.length > 0,
    firstOf: async (filter: Filter): Promise<readonly Listed[]> => (await page(filter, pageSize, null)).items,
    all: async (filter: Filter): Promise<readonly Listed[]> => {
      const items: Listed[] = []
      let cursor: string | null = null
      do {
        const { items: more, next }: Page = await page(filter, pageSize, cursor)
        items.push(...more)
        cursor = next
      } while (cursor !== null)
      return items
    },
    /** Replays these; how many were. One that has moved on meanwhile needs none. */
    replay: async (deliveries: readonly Listed[]): Promise<number> => {
      let done = 0
      const queue = [...deliveries]
      const worker = async (): Promise<void> => {
        for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
          const { status } = await api.post(`/v1/operations/deliveries/${one.id}/replay`, {
            reason: 'the agency is up again',
          })
          if (status === 202) done += 1
          else if (status !== 409) throw new Error(`replay answered ${status}`)
        }
      }
      await Promise.all(Array.from({ length: together }, worker))
      return done
    },
  }
}

export type Operations = ReturnType<typeof operationsAt>
