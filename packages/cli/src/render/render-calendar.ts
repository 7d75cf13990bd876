import type { Calendar } from '@unefois/schemas/requests/calendar.ts'
import type { z } from 'zod'
import type { Style } from './style.ts'
import { table } from './table.ts'

type Closed = z.output<typeof Calendar>['closed'][number]

/** The periods in which an agency takes nothing. */
export const renderCalendar = ({ closed }: z.output<typeof Calendar>, style: Style): string =>
  closed.length === 0
    ? `${style.say('none.closed')}\n`
    : table<Closed>(
        [
          { title: style.say('column.from'), cell: ({ from }) => from },
          { title: style.say('column.to'), cell: ({ to }) => to },
          { title: style.say('column.reason'), cell: ({ reason }) => reason, min: 10 },
        ],
        closed,
        style,
      )
