import type { Command } from '../command.ts'
import { choicesOf } from '../words/check-words.ts'
import { type OptionName, optionsOfAll, optionTable } from '../words/option-table.ts'

export type CompletedOption = {
  readonly name: string
  readonly takesValue: boolean
  readonly choices: readonly string[]
}

/** What may follow the words `after`: the next words of commands, choices of an operand, and options. */
export type Completed = {
  /** `''`, `replay`, `replay approve`. */
  readonly after: string
  readonly next: readonly string[]
  readonly options: readonly CompletedOption[]
}

const optionOf =
  (command: Command) =>
  (name: OptionName): CompletedOption => ({
    name: `--${name}`,
    takesValue: optionTable[name].value !== undefined,
    choices: choicesOf(command, name) ?? [],
  })

const beginnings = (name: string): readonly string[] =>
  name.split(' ').map((_, i, words) => words.slice(0, i + 1).join(' '))

/** What the shells' scripts are made from, so that they always know what the command line knows. */
export const completionWords = (commands: readonly Command[]): readonly Completed[] => {
  const places = [...new Set(['', ...commands.flatMap(({ name }) => beginnings(name))])]
  return places.map((after) => {
    const prefix = after === '' ? '' : `${after} `
    const command = commands.find(({ name }) => name === after)
    const following = commands
      .filter(({ name }) => name.startsWith(prefix) && name !== after)
      .map(({ name }) => name.slice(prefix.length).split(' ')[0] ?? '')
    return {
      after,
      next: [...new Set([...following, ...(command?.operands[0]?.choices ?? [])])],
      options: command === undefined ? [] : [...command.options, ...optionsOfAll].map(optionOf(command)),
    }
  })
}
