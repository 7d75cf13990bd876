import { ReplayAnswer } from '@unefois/schemas/answers/replay-answer.ts'
import type { Command } from '../command.ts'
import { readPages } from '../connection/read-pages.ts'
import { renderMore } from '../render/render-more.ts'
import { renderReplays } from '../render/render-replays.ts'

/** Bulk replays, newest first. */
export const replayList: Command = {
  name: 'replay list',
  summary: 'command.replay-list',
  operands: [],
  options: ['state', 'limit', 'cursor', 'all'],
  choices: { state: ReplayAnswer.shape.state.options },
  run: async ({ api, options, style }) => {
    const query = { state: options.value('state') }
    const list = await readPages(api, { path: '/v1/operations/replays', query, item: ReplayAnswer }, options)
    return { document: list, text: renderReplays(list.items, style), note: renderMore(list.next, style) }
  },
}
