import type { ReplayAnswer } from '@unefois/schemas/answers/replay-answer.ts'
import type { z } from 'zod'
import { figure } from './figures.ts'
import { quebecTime } from './instants.ts'
import { stateCell } from './state-colour.ts'
import type { Style } from './style.ts'
import { fields, table } from './table.ts'

type Replay = z.output<typeof ReplayAnswer>

const filterOf = ({ filter }: Replay): string =>
  Object.entries(filter)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

/** Bulk replays, one a line. */
export const renderReplays = (items: readonly Replay[], style: Style): string =>
  items.length === 0
    ? `${style.say('none.replays')}\n`
    : table<Replay>(
        [
          { title: style.say('column.replay'), cell: ({ id }) => id },
          { title: style.say('column.state'), cell: ({ state }) => stateCell(state) },
          { title: style.say('column.done'), cell: ({ done }) => figure(done, style), align: 'right' },
          { title: style.say('column.failed'), cell: ({ failed }) => figure(failed, style), align: 'right' },
          { title: style.say('column.total'), cell: ({ total }) => figure(total, style), align: 'right' },
          { title: style.say('column.actor'), cell: ({ requestedBy }) => requestedBy, dropped: 2 },
          {
            title: style.say('column.started'),
            cell: ({ requestedAt }) => quebecTime(requestedAt),
            dropped: 3,
          },
          { title: style.say('column.filter'), cell: filterOf, min: 12, dropped: 4 },
          { title: style.say('column.reason'), cell: ({ reason }) => reason, min: 10, dropped: 1 },
        ],
        items,
        style,
      )

/** One bulk replay. */
export const renderReplay = (replay: Replay, style: Style): string => {
  const { say } = style
  return fields(
    [
      [say('column.replay'), replay.id],
      [say('column.state'), replay.state],
      [say('column.done'), `${figure(replay.done, style)} / ${figure(replay.total, style)}`],
      [say('column.failed'), figure(replay.failed, style)],
      [say('column.filter'), filterOf(replay)],
      [say('column.reason'), replay.reason],
      [say('column.rate'), replay.ratePerSecond === null ? '–' : figure(replay.ratePerSecond, style)],
      [say('column.actor'), replay.requestedBy],
      [say('column.approved'), replay.approvedBy ?? '–'],
      [say('column.started'), quebecTime(replay.requestedAt)],
      [say('column.ended'), quebecTime(replay.endedAt)],
    ],
    style,
  )
}
