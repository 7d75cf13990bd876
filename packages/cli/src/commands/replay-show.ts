import { ReplayAnswer } from '@unefois/schemas/answers/replay-answer.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { exitCodes } from '../exit-codes.ts'
import { renderReplay } from '../render/render-replays.ts'
import { followReplay } from './follow-replay.ts'

/** One bulk replay, now or until it has ended. Whoever watches did not start it: Ctrl-C only ends the watching. */
export const replayShow: Command = {
  name: 'replay show',
  summary: 'command.replay-show',
  operands: [{ name: 'ID' }],
  options: ['follow'],
  run: async (call) => {
    const { api, operands, options, style } = call
    const path = pathTo('/v1/operations/replays', operands[0] ?? '')
    const now = await api.ask({ path, schema: ReplayAnswer })
    const ended = options.flag('follow') ? await followReplay(call, now.id) : now
    const shown = ended ?? (await api.ask({ path, schema: ReplayAnswer }))
    const code = ended === null ? exitCodes.interrupted : exitCodes.done
    return { document: shown, text: renderReplay(shown, style), code }
  },
}
