import { SubscriptionAnswer } from '@unefois/schemas/answers/subscription-answer.ts'
import { z } from 'zod'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { plainText } from '../render/plain-text.ts'

const path = '/v1/partner/subscriptions'

const changeState = (word: 'pause' | 'resume', state: 'paused' | 'active'): Command => ({
  name: `subscriptions ${word}`,
  summary: `command.subscriptions-${word}`,
  operands: [{ name: 'ID' }],
  options: [],
  run: async ({ api, operands: [id = ''], style }) => {
    const document = await api.ask({
      method: 'PATCH',
      path: pathTo(path, id),
      body: { state },
      schema: SubscriptionAnswer,
    })
    return {
      document,
      text: `${style.say('done.subscription', { id: document.id, state: document.state })}\n`,
    }
  },
})

const remove: Command = {
  name: 'subscriptions remove',
  summary: 'command.subscriptions-remove',
  operands: [{ name: 'ID' }],
  options: [],
  run: async ({ api, operands: [id = ''], style }) => {
    await api.ask({ method: 'DELETE', path: pathTo(path, id), schema: z.unknown() })
    return { document: { id }, text: `${style.say('done.removed', { id: plainText(id) })}\n` }
  },
}

/** What a partner decides of one of its subscriptions. */
export const subscriptionDecisions: readonly Command[] = [
  changeState('pause', 'paused'),
  changeState('resume', 'active'),
  remove,
]
