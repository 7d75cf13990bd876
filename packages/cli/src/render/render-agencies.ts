import type { AgencyOverview } from '@unefois/schemas/answers/agency-overview.ts'
import type { z } from 'zod'
import { figureOrDash } from './figures.ts'
import { age, quebecTime } from './instants.ts'
import { stateCell } from './state-colour.ts'
import type { Style } from './style.ts'
import { type Column, table } from './table.ts'

type Overview = z.output<typeof AgencyOverview>

const failuresOf = ({ failures }: Overview): string =>
  Object.entries(failures)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ')

const ratio = (perSecond: number): string =>
  perSecond === 0 ? '–' : perSecond.toFixed(perSecond < 10 ? 1 : 0)

const columns = (style: Style): readonly Column<Overview>[] => {
  const { say } = style
  const count = (
    title: Parameters<typeof say>[0],
    read: (overview: Overview) => number,
    dropped?: number,
  ): Column<Overview> => ({
    title: say(title),
    cell: (overview) => figureOrDash(read(overview), style),
    align: 'right',
    ...(dropped !== undefined && { dropped }),
  })
  return [
    { title: say('column.agency'), cell: ({ agency }) => agency },
    { title: say('column.state'), cell: ({ state }) => stateCell(state) },
    { title: say('column.breaker'), cell: ({ breaker }) => stateCell(breaker), dropped: 1 },
    count('column.backlog', ({ backlog }) => backlog),
    {
      title: say('column.oldest'),
      cell: ({ oldestSeconds }) => age(oldestSeconds, say('word.days')),
      align: 'right',
      dropped: 2,
    },
    count('column.held', ({ held }) => held, 5),
    count('column.parked', ({ parked }) => parked),
    count('column.deferred', ({ deferred }) => deferred, 6),
    count('column.needs-review', ({ needsReview }) => needsReview, 4),
    count('column.overdue', ({ overdue }) => overdue, 3),
    {
      title: say('column.rate'),
      cell: ({ ratePerSecond }) => ratio(ratePerSecond),
      align: 'right',
      dropped: 7,
    },
    { title: say('column.last-success'), cell: ({ lastSuccessAt }) => quebecTime(lastSuccessAt), dropped: 8 },
    { title: say('column.failures'), cell: failuresOf, min: 10, dropped: 9 },
  ]
}

/** How each agency is doing; under the table, why one is paused. */
export const renderAgencies = (items: readonly Overview[], style: Style): string => {
  if (items.length === 0) return `${style.say('none.agencies')}\n`
  const paused = items.flatMap(({ agency, pause }) => (pause === null ? [] : [{ agency, ...pause }]))
  const why =
    paused.length === 0
      ? ''
      : `\n${table(
          [
            { title: style.say('column.paused'), cell: ({ agency }) => agency },
            { title: style.say('column.since'), cell: ({ at }) => quebecTime(at) },
            { title: style.say('column.actor'), cell: ({ by }) => by },
            { title: style.say('column.reason'), cell: ({ reason }) => reason, min: 10 },
          ],
          paused,
          style,
        )}`
  return table(columns(style), items, style) + why
}
