import type { Command, Operand } from '../command.ts'
import { choicesOf } from '../words/check-words.ts'
import { type OptionName, optionsOfAll, optionTable } from '../words/option-table.ts'
import type { Style } from './style.ts'
import { widthOf } from './table.ts'

const operandOf = ({ name, optional, many }: Operand): string =>
  optional === true ? `[${name}${many === true ? ' …' : ''}]` : `${name}${many === true ? ' …' : ''}`

/** `dead-letters put-back ID`. */
export const usageOf = ({ name, operands }: Command): string => [name, ...operands.map(operandOf)].join(' ')

const optionLine = (name: OptionName): string => {
  const { value } = optionTable[name]
  return value === undefined ? `--${name}` : `--${name} ${value}`
}

/** One command: how it is called, and each option that it takes. */
export const renderCommandHelp = (command: Command, style: Style): string => {
  const names: readonly OptionName[] = [...command.options, ...optionsOfAll]
  const width = Math.max(...names.map((name) => widthOf(optionLine(name))))
  const lines = names.map((name) => {
    const choices = choicesOf(command, name)
    const may = choices === undefined ? '' : ` (${choices.join(', ')})`
    const written = optionLine(name)
    return `  ${written}${' '.repeat(width - widthOf(written) + 2)}${style.say(optionTable[name].help)}${may}`
  })
  return `${style.paint('bold', `unefois ${usageOf(command)}`)}\n${style.say(command.summary)}\n\n${lines.join('\n')}\n`
}
