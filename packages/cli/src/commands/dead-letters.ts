import { DeadLetterAnswer } from '@unefois/schemas/answers/dead-letter-list.ts'
import type { Command } from '../command.ts'
import { readPages } from '../connection/read-pages.ts'
import { renderDeadLetters } from '../render/render-dead-letters.ts'
import { renderMore } from '../render/render-more.ts'

/** What nobody could read on the event log. */
export const deadLetters: Command = {
  name: 'dead-letters',
  summary: 'command.dead-letters',
  operands: [],
  options: ['agency', 'cause', 'state', 'limit', 'cursor', 'all'],
  choices: { state: DeadLetterAnswer.shape.state.options },
  run: async ({ api, options, style }) => {
    const query = {
      agency: options.value('agency'),
      cause: options.value('cause'),
      state: options.value('state'),
    }
    const list = await readPages(
      api,
      { path: '/v1/operations/dead-letters', query, item: DeadLetterAnswer },
      options,
    )
    return { document: list, text: renderDeadLetters(list.items, style), note: renderMore(list.next, style) }
  },
}
