import { ReplayAnswer } from '@unefois/schemas/answers/replay-answer.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { renderReplay } from '../render/render-replays.ts'

const decision = (word: 'approve' | 'pause' | 'resume' | 'cancel'): Command => ({
  name: `replay ${word}`,
  summary: `command.replay-${word}`,
  operands: [{ name: 'ID' }],
  options: [],
  run: async ({ api, operands: [id = ''], style }) => {
    const path = pathTo('/v1/operations/replays', id, word)
    const document = await api.ask({ method: 'POST', path, schema: ReplayAnswer })
    return { document, text: renderReplay(document, style) }
  },
})

/** What may be decided of a bulk replay. */
export const replayDecisions: readonly Command[] = [
  decision('approve'),
  decision('pause'),
  decision('resume'),
  decision('cancel'),
]
