import type { Environment } from '@unefois/runtime/parse-settings.ts'
import type { ExitCode } from '../exit-codes.ts'
import { runCommand } from '../run-command.ts'
import { type HeardTerminal, heardTerminal } from './heard-terminal.ts'

export type Ran = { readonly code: ExitCode; readonly out: string; readonly err: string }

type Around = {
  readonly env?: Environment
  readonly terminal?: HeardTerminal
  readonly dataFolder?: string
  readonly now?: Date
}

/** Runs `unefois …` in this program, in English unless the environment says otherwise. */
export const runInTest = async (words: readonly string[], around: Around = {}): Promise<Ran> => {
  const terminal = around.terminal ?? heardTerminal()
  const code = await runCommand(words, {
    env: { LANG: 'en_CA.UTF-8', ...around.env },
    terminal,
    dataFolder: around.dataFolder ?? '.',
    now: () => around.now ?? new Date(),
  })
  return { code, ...terminal.heard }
}
