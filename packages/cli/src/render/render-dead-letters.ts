import type { DeadLetterAnswer } from '@unefois/schemas/answers/dead-letter-list.ts'
import type { z } from 'zod'
import { quebecTime } from './instants.ts'
import { stateCell } from './state-colour.ts'
import type { Style } from './style.ts'
import { table } from './table.ts'

type DeadLetter = z.output<typeof DeadLetterAnswer>

/** Records that nobody could read, one a line. */
export const renderDeadLetters = (items: readonly DeadLetter[], style: Style): string =>
  items.length === 0
    ? `${style.say('none.dead-letters')}\n`
    : table<DeadLetter>(
        [
          { title: style.say('column.dead-letter'), cell: ({ id }) => id },
          { title: style.say('column.agency'), cell: ({ agency }) => agency },
          { title: style.say('column.state'), cell: ({ state }) => stateCell(state) },
          { title: style.say('column.cause'), cell: ({ cause }) => cause, min: 10 },
          {
            title: style.say('column.topic'),
            cell: ({ topic, partition, offset }) => `${topic}/${partition}/${offset}`,
            dropped: 2,
          },
          {
            title: style.say('column.recorded'),
            cell: ({ recordedAt }) => quebecTime(recordedAt),
            dropped: 1,
          },
        ],
        items,
        style,
      )
