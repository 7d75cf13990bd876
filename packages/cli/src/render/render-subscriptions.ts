import type { SubscriptionAnswer } from '@unefois/schemas/answers/subscription-answer.ts'
import type { z } from 'zod'
import { stateCell } from './state-colour.ts'
import type { Style } from './style.ts'
import { table } from './table.ts'

type Subscription = z.output<typeof SubscriptionAnswer>

/** Subscriptions, one a line. */
export const renderSubscriptions = (items: readonly Subscription[], style: Style): string => {
  const { say } = style
  const places = ({ filter }: Subscription): string =>
    [...(filter.municipalities ?? []), ...(filter.provinces ?? [])].join(', ')
  return items.length === 0
    ? `${say('none.subscriptions')}\n`
    : table<Subscription>(
        [
          { title: say('column.subscription'), cell: ({ id }) => id },
          { title: say('column.state'), cell: ({ state }) => stateCell(state) },
          { title: say('column.kinds'), cell: ({ kinds }) => kinds.join(', '), min: 12 },
          { title: say('column.filter'), cell: (one) => places(one) || '–', min: 8, dropped: 1 },
          {
            title: say('column.attributes'),
            cell: ({ attributes }) => attributes?.join(', ') ?? '–',
            min: 12,
            dropped: 2,
          },
          { title: say('column.purpose'), cell: ({ purpose }) => purpose, min: 12, dropped: 3 },
        ],
        items,
        style,
      )
}
