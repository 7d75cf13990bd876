import type { Command } from '../command.ts'
import { bashCompletion } from '../completion/bash-completion.ts'
import { completionWords } from '../completion/completion-words.ts'
import { fishCompletion } from '../completion/fish-completion.ts'
import { zshCompletion } from '../completion/zsh-completion.ts'

const scripts = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }
type Shell = keyof typeof scripts
const isShell = (name: string): name is Shell => Object.hasOwn(scripts, name)

/** The script by which a shell completes our words. */
export const completion = (commands: () => readonly Command[]): Command => ({
  name: 'completion',
  summary: 'command.completion',
  operands: [{ name: 'SHELL', choices: Object.keys(scripts) }],
  options: [],
  run: async ({ operands: [shell = ''] }) => {
    const script = isShell(shell) ? scripts[shell](completionWords(commands())) : ''
    return { document: { shell, script }, text: script }
  },
})
