import type { ActivityItem } from '@unefois/schemas/answers/activity.ts'
import type { z } from 'zod'
import { quebecTime } from './instants.ts'
import { plainText } from './plain-text.ts'
import type { Colour, Style } from './style.ts'

/** Red waits for somebody; yellow went wrong and goes on by itself. */
const colourOf = ({ code, facts }: z.output<typeof ActivityItem>): Colour | null => {
  if (/\.(?:parked|refused|overdue)$/.test(code) || facts?.['went'] === 'parked') return 'red'
  if (code.endsWith('.failed') || typeof facts?.['failure'] === 'string') return 'yellow'
  return /\.(?:acknowledged|accepted|completed)$/.test(code) ? 'green' : null
}

const factOf = ([name, value]: readonly [string, unknown]): string =>
  `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`

/** One thing that happened, on one line: when, what, at which agency, of which delivery, by whom, and what is known. */
export const activityLine = (item: z.output<typeof ActivityItem>, style: Style): string => {
  const colour = colourOf(item)
  const code = plainText(item.code).padEnd(22)
  const facts = Object.entries(item.facts ?? {}).map(factOf)
  const rest = [
    (item.agency ?? '–').padEnd(14),
    item.delivery ?? item.declaration ?? '–'.padEnd(36),
    item.actor,
    ...facts,
  ]
  return `${quebecTime(item.at)}  ${colour === null ? code : style.paint(colour, code)}  ${plainText(rest.join('  '))}`
}
