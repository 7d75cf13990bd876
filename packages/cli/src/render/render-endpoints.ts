import type {
  EndpointAnswer,
  KeysAnswer,
  NewEndpointAnswer,
} from '@unefois/schemas/answers/endpoint-answer.ts'
import type { z } from 'zod'
import { quebecTime } from './instants.ts'
import { stateCell } from './state-colour.ts'
import type { Style } from './style.ts'
import { fields, table } from './table.ts'

type Endpoint = z.output<typeof EndpointAnswer>

const stateOf = ({ state, pausedBecause }: Endpoint) => ({
  ...stateCell(state),
  text: pausedBecause === null ? state : `${state} (${pausedBecause})`,
})

/** Endpoints, one a line. */
export const renderEndpoints = (items: readonly Endpoint[], style: Style): string =>
  items.length === 0
    ? `${style.say('none.endpoints')}\n`
    : table<Endpoint>(
        [
          { title: style.say('column.endpoint'), cell: ({ id }) => id },
          { title: style.say('column.state'), cell: stateOf },
          { title: style.say('column.created'), cell: ({ createdAt }) => quebecTime(createdAt), dropped: 1 },
          { title: style.say('column.url'), cell: ({ url }) => url, min: 16 },
        ],
        items,
        style,
      )

/** A new endpoint, with the secret that is never shown again. */
export const renderNewEndpoint = (endpoint: z.output<typeof NewEndpointAnswer>, style: Style): string => {
  const { say } = style
  const shown = fields(
    [
      [say('column.endpoint'), endpoint.id],
      [say('column.url'), endpoint.url],
      [say('column.state'), endpoint.state],
      [say('column.secret'), endpoint.secret],
      [say('column.public-key'), endpoint.publicKey],
    ],
    style,
  )
  const unverified = endpoint.state === 'unverified' ? `${say('sentence.endpoint-unverified')}\n` : ''
  return `${shown}\n${style.paint('yellow', say('sentence.secret-once'))}\n${unverified}`
}

/** New keys of an endpoint. */
export const renderKeys = (keys: z.output<typeof KeysAnswer>, style: Style): string => {
  const { say } = style
  const shown = fields(
    [
      [say('column.secret'), keys.secret],
      [say('column.public-key'), keys.publicKey],
      [say('column.overlap'), quebecTime(keys.overlapUntil)],
    ],
    style,
  )
  return `${shown}\n${style.paint('yellow', say('sentence.secret-once'))}\n`
}
