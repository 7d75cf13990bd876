import { DeliverySummary } from '@unefois/schemas/answers/delivery-summary.ts'
import type { Command } from '../command.ts'
import { readPages } from '../connection/read-pages.ts'
import { renderDeliveries } from '../render/render-deliveries.ts'
import { renderMore } from '../render/render-more.ts'
import { deliveryFilter, filterOptions } from '../words/delivery-filter.ts'
import { statesOfDeliveries } from '../words/option-table.ts'

/** Lists deliveries: all that operators see, by the filters of the list's query. */
export const deliveries: Command = {
  name: 'deliveries',
  summary: 'command.deliveries',
  operands: [],
  options: [...filterOptions, 'limit', 'cursor', 'all'],
  choices: { state: statesOfDeliveries },
  run: async ({ api, options, style }) => {
    const query = deliveryFilter(options, style.now)
    const list = await readPages(
      api,
      { path: '/v1/operations/deliveries', query, item: DeliverySummary },
      options,
    )
    return { document: list, text: renderDeliveries(list.items, style), note: renderMore(list.next, style) }
  },
}
