import { PartnerList } from '@unefois/schemas/answers/partner-list.ts'
import type { Command } from '../command.ts'
import { renderPartners } from '../render/render-partners.ts'

/** Where every body receives, and what it subscribed to. */
export const partners: Command = {
  name: 'partners',
  summary: 'command.partners',
  operands: [],
  options: [],
  run: async ({ api, style }) => {
    const list = await api.ask({ path: '/v1/operations/partners', schema: PartnerList })
    return { document: list, text: renderPartners(list.items, style) }
  },
}
