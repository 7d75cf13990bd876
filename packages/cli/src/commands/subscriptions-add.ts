import { SubscriptionAnswer } from '@unefois/schemas/answers/subscription-answer.ts'
import type { Command } from '../command.ts'
import { renderSubscriptions } from '../render/render-subscriptions.ts'
import { misuse } from '../words/misuse.ts'
import { listOf } from '../words/typed-values.ts'

/** Subscribes to kinds, and where wished only to some places and attributes. */
export const subscriptionsAdd: Command = {
  name: 'subscriptions add',
  summary: 'command.subscriptions-add',
  operands: [],
  options: ['kinds', 'purpose', 'attributes', 'municipalities', 'provinces'],
  run: async ({ api, options, style }) => {
    const kinds = listOf(options, 'kinds')
    const purpose = options.value('purpose')
    if (kinds === undefined) throw misuse('failure.option-needed', { option: 'kinds' })
    if (purpose === undefined) throw misuse('failure.option-needed', { option: 'purpose' })
    const municipalities = listOf(options, 'municipalities')
    const provinces = listOf(options, 'provinces')
    const filtered = municipalities !== undefined || provinces !== undefined
    const document = await api.ask({
      method: 'POST',
      path: '/v1/partner/subscriptions',
      body: {
        kinds,
        purpose,
        attributes: listOf(options, 'attributes'),
        ...(filtered && { filter: { municipalities, provinces } }),
      },
      schema: SubscriptionAnswer,
    })
    return { document, text: renderSubscriptions([document], style) }
  },
}
