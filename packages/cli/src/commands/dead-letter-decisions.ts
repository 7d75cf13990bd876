import { DeadLetterAnswer } from '@unefois/schemas/answers/dead-letter-list.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { plainText } from '../render/plain-text.ts'
import type { TextKey } from '../say.ts'
import { reasonOf } from '../words/typed-values.ts'

const decision = (word: 'put-back' | 'set-aside', done: TextKey): Command => ({
  name: `dead-letters ${word}`,
  summary: `command.dead-letters-${word}`,
  operands: [{ name: 'ID' }],
  options: ['reason'],
  run: async ({ api, operands: [id = ''], options, style }) => {
    const document = await api.ask({
      method: 'POST',
      path: pathTo('/v1/operations/dead-letters', id, word),
      body: { reason: reasonOf(options) },
      schema: DeadLetterAnswer,
    })
    return { document, text: `${style.say(done, { id: plainText(document.id) })}\n` }
  },
})

/** What is done with a record that nobody could read. */
export const deadLetterDecisions: readonly Command[] = [
  decision('put-back', 'done.put-back'),
  decision('set-aside', 'done.record-set-aside'),
]
