import type { Turn } from '../turns.ts'
import { figure } from './figures.ts'
import type { Colour, Style } from './style.ts'
import { table } from './table.ts'

export type Status = {
  readonly url: string
  readonly checks: Readonly<Record<string, 'passed' | 'failed'>>
  readonly turns: readonly Turn[]
}

const colours: Readonly<Record<Turn['turn'], Colour | null>> = {
  operator: 'red',
  agency: 'yellow',
  us: 'cyan',
  time: null,
}

/** Whether it runs, then what waits and whose turn it is. */
export const renderStatus = ({ url, checks, turns }: Status, style: Style): string => {
  const { say } = style
  const failed = Object.entries(checks).flatMap(([name, result]) => (result === 'failed' ? [name] : []))
  const head =
    failed.length === 0
      ? style.paint('green', say('status.ready', { url }))
      : style.paint('red', say('status.not-ready', { url, checks: failed.join(', ') }))
  if (turns.length === 0) return `${head}\n${say('status.nothing')}\n`
  const waiting = table<Turn>(
    [
      {
        title: say('column.turn'),
        cell: ({ turn }) => ({ text: say(`turn.${turn}`), colour: colours[turn] }),
      },
      {
        title: say('column.count'),
        cell: ({ count, more }) => `${figure(count, style)}${more ? '+' : ''}`,
        align: 'right',
      },
      { title: say('column.what'), cell: ({ waits }) => say(`waits.${waits}`), min: 12 },
      { title: say('column.agency'), cell: ({ agencies }) => agencies.join(', '), min: 10, dropped: 1 },
      { title: say('column.command'), cell: ({ command }) => command, dropped: 2 },
    ],
    turns,
    style,
  )
  return `${head}\n\n${waiting}`
}
