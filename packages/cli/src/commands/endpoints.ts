import { EndpointList } from '@unefois/schemas/answers/endpoint-answer.ts'
import type { Command } from '../command.ts'
import { renderEndpoints } from '../render/render-endpoints.ts'

/** An agency's own endpoints. */
export const endpoints: Command = {
  name: 'endpoints',
  summary: 'command.endpoints',
  operands: [],
  options: [],
  run: async ({ api, style }) => {
    const list = await api.ask({ path: '/v1/partner/endpoints', schema: EndpointList })
    return { document: list, text: renderEndpoints(list.items, style) }
  },
}
