import { AgencyOverviewList } from '@unefois/schemas/answers/agency-overview.ts'
import type { Command } from '../command.ts'
import { renderAgencies } from '../render/render-agencies.ts'

/** How each agency is doing. */
export const agencies: Command = {
  name: 'agencies',
  summary: 'command.agencies',
  operands: [],
  options: [],
  run: async ({ api, style }) => {
    const list = await api.ask({ path: '/v1/operations/agencies', schema: AgencyOverviewList })
    return { document: list, text: renderAgencies(list.items, style) }
  },
}
