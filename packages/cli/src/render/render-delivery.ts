import type { DeliveryDetail } from '@unefois/schemas/answers/delivery-detail.ts'
import type { z } from 'zod'
import { figure } from './figures.ts'
import { quebecTime } from './instants.ts'
import type { Style } from './style.ts'
import { fields, table } from './table.ts'

type Detail = z.output<typeof DeliveryDetail>
type Attempt = Detail['attempts'][number]

const outcomeOf = ({ outcome }: Detail): string =>
  outcome === null ? '–' : [outcome.code, outcome.reference, outcome.reason].filter(Boolean).join(' · ')

const attemptTable = (attempts: readonly Attempt[], style: Style): string =>
  table<Attempt>(
    [
      { title: style.say('column.number'), cell: ({ number }) => String(number), align: 'right' },
      { title: style.say('column.started'), cell: ({ startedAt }) => quebecTime(startedAt) },
      {
        title: style.say('column.duration'),
        cell: ({ durationMs }) => `${figure(durationMs, style)} ms`,
        align: 'right',
      },
      { title: style.say('column.status'), cell: ({ status }) => (status === null ? '–' : String(status)) },
      {
        title: style.say('column.failure'),
        cell: ({ failure }) =>
          failure === null
            ? { text: style.say('word.received'), colour: 'green' }
            : { text: failure, colour: 'red' },
        min: 8,
      },
    ],
    attempts,
    style,
  )

/** One delivery with its attempts. */
export const renderDelivery = (detail: Detail, style: Style): string => {
  const { say } = style
  const head = fields(
    [
      [say('column.delivery'), detail.id],
      [say('column.declaration'), `${detail.reference} (${detail.declaration})`],
      [say('column.agency'), detail.agency],
      [say('column.kind'), detail.kind],
      [say('column.state'), detail.reason === null ? detail.state : `${detail.state} (${detail.reason})`],
      [say('column.outcome'), outcomeOf(detail)],
      [say('column.overdue'), detail.overdue ? say('word.yes') : say('word.no')],
      [say('column.sequence'), detail.sequence ?? '–'],
      [say('column.sent'), quebecTime(detail.sentAt)],
      [say('column.acknowledged'), quebecTime(detail.acknowledgedAt)],
      [say('column.next-attempt'), quebecTime(detail.nextAttemptAt)],
    ],
    style,
  )
  const attempts =
    detail.attempts.length === 0 ? `${say('none.attempts')}\n` : attemptTable(detail.attempts, style)
  return `${head}\n${attempts}`
}
