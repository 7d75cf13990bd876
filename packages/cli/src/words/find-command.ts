import type { Command } from '../command.ts'

export type Found = { readonly command: Command; readonly operands: readonly string[] }

/** The command with the longest name that the words begin with; `replay approve` before `replay`. */
export const findCommand = (commands: readonly Command[], words: readonly string[]): Found | null => {
  const fits = commands
    .map((command) => ({ command, name: command.name.split(' ') }))
    .filter(({ name }) => name.every((word, i) => words[i] === word))
    .toSorted((a, b) => b.name.length - a.name.length)[0]
  return fits === undefined ? null : { command: fits.command, operands: words.slice(fits.name.length) }
}
