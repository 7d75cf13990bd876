import type { PartnerList } from '@unefois/schemas/answers/partner-list.ts'
import type { z } from 'zod'
import { stateCell } from './state-colour.ts'
import type { Style } from './style.ts'
import { table } from './table.ts'

type Partner = z.output<typeof PartnerList>['items'][number]
type Line = {
  readonly agency: string
  readonly standing: Partner['standing']
  readonly state: string
  readonly what: string
  readonly id: string
}

const linesOf = ({ agency, standing, endpoints, subscriptions }: Partner): readonly Line[] => {
  const lines = [
    ...endpoints.map(({ id, url, state, pausedBecause }) => ({
      id,
      what: url,
      state: pausedBecause === null ? state : `${state} (${pausedBecause})`,
    })),
    ...subscriptions.map(({ id, kinds, state }) => ({ id, what: kinds.join(', '), state })),
  ]
  const shown = lines.length === 0 ? [{ id: '', what: '–', state: '' }] : lines
  return shown.map((line) => ({ agency, standing, ...line }))
}

/** Every body with its endpoints and subscriptions, one a line. */
export const renderPartners = (items: readonly Partner[], style: Style): string =>
  items.length === 0
    ? `${style.say('none.agencies')}\n`
    : table<Line>(
        [
          { title: style.say('column.agency'), cell: ({ agency }) => agency },
          {
            title: style.say('column.standing'),
            cell: ({ standing }) => style.say(`word.${standing}`),
            dropped: 2,
          },
          {
            title: style.say('column.endpoint-or-subscription'),
            cell: ({ what }) => what,
            min: 16,
          },
          {
            title: style.say('column.state'),
            cell: ({ state }) => ({ ...stateCell(state.split(' ')[0] ?? ''), text: state }),
          },
          { title: style.say('column.id'), cell: ({ id }) => id, dropped: 1 },
        ],
        items.flatMap(linesOf),
        style,
      )
