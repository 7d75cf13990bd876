import { z } from 'zod'
import type { GivenOptions } from '../words/given-options.ts'
import { wholeNumber } from '../words/typed-values.ts'
import type { Api, Query } from './api.ts'

export type Pages<Item> = { readonly items: readonly Item[]; readonly next: string | null }

type List<Item extends z.ZodType> = { readonly path: string; readonly query?: Query; readonly item: Item }

const mostPerPage = 500

/** A list, by `--limit` and `--cursor` one page of it, or with `--all` every page, in one document. */
export const readPages = async <Item extends z.ZodType>(
  api: Api,
  { path, query = {}, item }: List<Item>,
  options: GivenOptions,
): Promise<Pages<z.output<Item>>> => {
  const all = options.flag('all')
  const limit = wholeNumber(options, 'limit', { min: 1, max: mostPerPage }) ?? (all ? mostPerPage : undefined)
  const schema = z.object({ items: z.array(item), next: z.string().nullable() })
  const items: z.output<Item>[] = []
  let cursor = options.value('cursor')
  for (;;) {
    const page = await api.ask({ path, query: { ...query, limit, cursor }, schema })
    items.push(...page.items)
    if (!all || page.next === null) return { items, next: page.next }
    cursor = page.next
  }
}
