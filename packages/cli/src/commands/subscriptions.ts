import { SubscriptionList } from '@unefois/schemas/answers/subscription-answer.ts'
import type { Command } from '../command.ts'
import { renderSubscriptions } from '../render/render-subscriptions.ts'

/** A partner's own subscriptions. */
export const subscriptions: Command = {
  name: 'subscriptions',
  summary: 'command.subscriptions',
  operands: [],
  options: [],
  run: async ({ api, style }) => {
    const list = await api.ask({ path: '/v1/partner/subscriptions', schema: SubscriptionList })
    return { document: list, text: renderSubscriptions(list.items, style) }
  },
}
