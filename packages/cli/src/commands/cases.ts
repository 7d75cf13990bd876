import { CaseAnswer } from '@unefois/schemas/answers/case-list.ts'
import type { Command } from '../command.ts'
import { readPages } from '../connection/read-pages.ts'
import { renderCases } from '../render/render-cases.ts'
import { renderMore } from '../render/render-more.ts'

/** What no rule may decide. */
export const cases: Command = {
  name: 'cases',
  summary: 'command.cases',
  operands: [],
  options: ['state', 'limit', 'cursor', 'all'],
  choices: { state: ['open', 'resolved'] },
  run: async ({ api, options, style }) => {
    const query = { state: options.value('state') }
    const list = await readPages(api, { path: '/v1/operations/cases', query, item: CaseAnswer }, options)
    return { document: list, text: renderCases(list.items, style), note: renderMore(list.next, style) }
  },
}
