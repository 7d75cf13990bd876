import { DeliveryDetail } from '@unefois/schemas/answers/delivery-detail.ts'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { renderDelivery } from '../render/render-delivery.ts'

/** One delivery, and what became of every attempt. */
export const deliveryShow: Command = {
  name: 'delivery show',
  summary: 'command.delivery-show',
  operands: [{ name: 'ID' }],
  options: [],
  run: async ({ api, operands: [id = ''], style }) => {
    const detail = await api.ask({ path: pathTo('/v1/operations/deliveries', id), schema: DeliveryDetail })
    return { document: detail, text: renderDelivery(detail, style) }
  },
}
