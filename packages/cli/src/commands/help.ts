import type { Command } from '../command.ts'
import { renderCommandHelp } from '../render/render-command-help.ts'
import { renderHelp } from '../render/render-help.ts'
import { findCommand } from '../words/find-command.ts'
import { misuse } from '../words/misuse.ts'

/** The list of commands, or one command with its options. `commands` is asked late, as help is one of them. */
export const help = (commands: () => readonly Command[]): Command => ({
  name: 'help',
  summary: 'command.help',
  operands: [{ name: 'COMMAND', optional: true, many: true }],
  options: [],
  run: async ({ operands, style }) => {
    const all = commands()
    const asked = operands.join(' ')
    const found = findCommand(all, operands)?.command
    const inGroup = all.filter(({ name }) => name === asked || name.startsWith(`${asked} `))
    const shown = asked === '' ? all : inGroup.length > 0 ? inGroup : found === undefined ? [] : [found]
    if (shown.length === 0) throw misuse('failure.unknown-command', { command: asked })
    const only = shown.length === 1 ? shown[0] : undefined
    return {
      document: shown.map(({ name, summary, operands: takes, options }) => ({
        command: name,
        summary: style.say(summary),
        operands: takes,
        options,
      })),
      text:
        asked === ''
          ? renderHelp(all, style)
          : only === undefined
            ? shown.map((one) => renderCommandHelp(one, style)).join('\n')
            : renderCommandHelp(only, style),
    }
  },
})
