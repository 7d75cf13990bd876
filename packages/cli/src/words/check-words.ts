import type { Command } from '../command.ts'
import { misuse } from './misuse.ts'
import { type OptionName, optionsOfAll, optionTable } from './option-table.ts'

/** What the value of a command's option may be; undefined: anything. */
export const choicesOf = (command: Command, name: OptionName): readonly string[] | undefined =>
  command.choices?.[name] ?? optionTable[name].choices

const checkOption = (command: Command, name: OptionName, values: readonly string[]): void => {
  if (!command.options.includes(name) && !optionsOfAll.includes(name))
    throw misuse('failure.option-of-another', { option: name, command: command.name })
  const choices = choicesOf(command, name)
  const wrong = choices && values.find((value) => !choices.includes(value))
  if (wrong !== undefined)
    throw misuse('failure.not-a-choice', { option: name, value: wrong, choices: choices?.join(', ') ?? '' })
}

/** Holds what was given against what the command takes; throws a Failure (64) that says what is wrong. */
export const checkWords = (
  command: Command,
  operands: readonly string[],
  options: ReadonlyMap<OptionName, readonly string[]>,
): void => {
  for (const [name, values] of options) checkOption(command, name, values)
  const missing = command.operands.find(({ optional }, i) => optional !== true && operands[i] === undefined)
  if (missing !== undefined)
    throw misuse('failure.operand-missing', { command: command.name, operand: missing.name })
  const open = command.operands.at(-1)?.many === true
  const extra = open ? undefined : operands[command.operands.length]
  if (extra !== undefined) throw misuse('failure.word-too-many', { command: command.name, word: extra })
  for (const [i, { name, choices }] of command.operands.entries()) {
    const given = operands[i]
    if (choices !== undefined && given !== undefined && !choices.includes(given))
      throw misuse('failure.not-a-choice-of-operand', {
        operand: name,
        value: given,
        choices: choices.join(', '),
      })
  }
}
