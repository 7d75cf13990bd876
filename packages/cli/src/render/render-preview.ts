import type { ReplayPreview } from '@unefois/schemas/answers/replay-answer.ts'
import type { z } from 'zod'
import { figure } from './figures.ts'
import { renderDeliveries } from './render-deliveries.ts'
import type { Style } from './style.ts'
import { table } from './table.ts'

const counts = (title: string, by: Readonly<Record<string, number>>, style: Style): string => {
  const rows = Object.entries(by).toSorted(([, a], [, b]) => b - a)
  return table<(typeof rows)[number]>(
    [
      { title, cell: ([code]) => code },
      { title: style.say('column.count'), cell: ([, count]) => figure(count, style), align: 'right' },
    ],
    rows,
    style,
  )
}

/** What a replay would send again: how many, for whom, why they were parked, and some of them. */
export const renderPreview = (preview: z.output<typeof ReplayPreview>, style: Style): string => {
  const { total, byAgency, byReason, sample } = preview
  const head = `${style.paint('bold', style.say('sentence.preview', { count: figure(total, style) }))}\n`
  if (total === 0) return head
  return [
    head,
    counts(style.say('column.agency'), byAgency, style),
    counts(style.say('column.reason'), byReason, style),
    `${style.say('sentence.preview-sample')}\n${renderDeliveries(sample, style)}`,
  ].join('\n')
}
