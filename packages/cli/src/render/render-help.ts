import type { Command } from '../command.ts'
import { usageOf } from './render-command-help.ts'
import type { Style } from './style.ts'
import { widthOf } from './table.ts'

const indent = '  '

/** Every command with what it does, and what all of them have in common. */
export const renderHelp = (commands: readonly Command[], style: Style): string => {
  const left = commands.map((command) => usageOf(command))
  const width = Math.max(...left.map(widthOf))
  const lines = commands.map(({ summary }, i) => {
    const usage = left[i] ?? ''
    return `${indent}${style.paint('bold', usage)}${' '.repeat(width - widthOf(usage) + 2)}${style.say(summary)}`
  })
  return `${style.say('help.title')}\n\n${lines.join('\n')}\n\n${style.say('help.foot')}\n`
}
