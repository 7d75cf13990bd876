import type { DeliverySummary } from '@unefois/schemas/answers/delivery-summary.ts'
import type { z } from 'zod'
import { figure } from './figures.ts'
import { stateCell } from './state-colour.ts'
import type { Style } from './style.ts'
import { table } from './table.ts'

type Summary = z.output<typeof DeliverySummary>

/** A list of deliveries. */
export const renderDeliveries = (items: readonly Summary[], style: Style): string =>
  items.length === 0
    ? `${style.say('none.deliveries')}\n`
    : table<Summary>(
        [
          { title: style.say('column.delivery'), cell: ({ id }) => id },
          { title: style.say('column.reference'), cell: ({ reference }) => reference, dropped: 1 },
          { title: style.say('column.agency'), cell: ({ agency }) => agency, min: 8 },
          { title: style.say('column.kind'), cell: ({ kind }) => kind, min: 6, dropped: 2 },
          { title: style.say('column.state'), cell: ({ state }) => stateCell(state) },
          { title: style.say('column.reason'), cell: ({ reason }) => reason ?? '', min: 8 },
          { title: style.say('column.sequence'), cell: ({ sequence }) => sequence ?? '–', dropped: 4 },
          {
            title: style.say('column.attempts'),
            cell: ({ attempts }) => figure(attempts, style),
            align: 'right',
            dropped: 3,
          },
        ],
        items,
        style,
      )
