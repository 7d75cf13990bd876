import { z } from 'zod'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import type { Api } from './api.ts'

/** How many there are; of more than a page only that there are more. */
export type Counted = { readonly count: number; readonly more: boolean }

const Page = z.object({ items: z.array(z.unknown()), next: z.string().nullable() })
const most = 500

/** Counts what a list holds in a state, as lists do not say how long they are; a list that is not served holds none. */
export const countListed = async (api: Api, path: string, state: string): Promise<Counted> => {
  try {
    const { items, next } = await api.ask({ path, query: { state, limit: most }, schema: Page })
    return { count: items.length, more: next !== null }
  } catch (error) {
    if (error instanceof Failure && error.exit === exitCodes.notFound) return { count: 0, more: false }
    throw error
  }
}
