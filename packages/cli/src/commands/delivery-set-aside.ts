import type { Command } from '../command.ts'
import { DoneAnswer } from '../connection/done-answer.ts'
import { pathTo } from '../connection/path-to.ts'
import { plainText } from '../render/plain-text.ts'
import { reasonOf } from '../words/typed-values.ts'

/** A parked delivery that will not be sent. */
export const deliverySetAside: Command = {
  name: 'delivery set-aside',
  summary: 'command.delivery-set-aside',
  operands: [{ name: 'ID' }],
  options: ['reason'],
  run: async ({ api, operands: [id = ''], options, style }) => {
    const document = await api.ask({
      method: 'POST',
      path: pathTo('/v1/operations/deliveries', id, 'set-aside'),
      body: { reason: reasonOf(options) },
      schema: DoneAnswer,
    })
    return { document, text: `${style.say('done.set-aside', { id: plainText(document.id) })}\n` }
  },
}
