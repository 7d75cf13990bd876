import type { CaseAnswer } from '@unefois/schemas/answers/case-list.ts'
import type { z } from 'zod'
import { quebecTime } from './instants.ts'
import type { Style } from './style.ts'
import { table } from './table.ts'

type Case = z.output<typeof CaseAnswer>

/** What a person must decide. */
export const renderCases = (items: readonly Case[], style: Style): string =>
  items.length === 0
    ? `${style.say('none.cases')}\n`
    : table<Case>(
        [
          { title: style.say('column.case'), cell: ({ id }) => id },
          { title: style.say('column.about'), cell: ({ about }) => about },
          { title: style.say('column.reference'), cell: ({ reference }) => reference ?? '–' },
          { title: style.say('column.agency'), cell: ({ agency }) => agency ?? '–', dropped: 1 },
          { title: style.say('column.opened'), cell: ({ openedAt }) => quebecTime(openedAt), dropped: 2 },
          {
            title: style.say('column.text'),
            cell: ({ text, decision, reason }) => [decision, reason].filter(Boolean).join(' · ') || text,
            min: 12,
            dropped: 3,
          },
        ],
        items,
        style,
      )
