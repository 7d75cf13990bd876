import type { Environment } from '@unefois/runtime/parse-settings.ts'
import type { Command } from './command.ts'
import { commands } from './command-table.ts'
import { openApi } from './connection/api.ts'
import { chosenLanguage } from './connection/chosen-language.ts'
import { readConnection } from './connection/connection.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { Failure } from './failure.ts'
import { renderFailure } from './render/render-failure.ts'
import { type Style, styleOf } from './render/style.ts'
import type { Terminal } from './terminal.ts'
import { checkWords } from './words/check-words.ts'
import { findCommand } from './words/find-command.ts'
import { type GivenOptions, givenOptions } from './words/given-options.ts'
import { misuse } from './words/misuse.ts'
import { nearest } from './words/nearest.ts'
import { readWords } from './words/read-words.ts'

export type Surroundings = {
  readonly env: Environment
  readonly terminal: Terminal
  readonly dataFolder: string
  now(): Date
}

type Chosen = {
  readonly command: Command
  readonly operands: readonly string[]
  readonly options: GivenOptions
}

const unknown = (plain: readonly string[]): Failure => {
  const typed = plain.slice(0, 2).join(' ')
  const first = plain[0] ?? ''
  const near =
    nearest(
      typed,
      commands.map(({ name }) => name),
    ) ?? nearest(first, [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))])
  return near === null
    ? misuse('failure.unknown-command', { command: typed })
    : misuse('failure.unknown-command-near', { command: typed, near })
}

/** What is meant: `--help` anywhere asks for the help of the words before it. */
const choose = (words: readonly string[]): Chosen => {
  const { plain, options } = readWords(words)
  const help = options.has('help')
  const found = findCommand(commands, help ? ['help', ...plain] : plain)
  if (found === null) throw plain.length === 0 ? misuse('failure.no-command') : unknown(plain)
  if (!help) checkWords(found.command, found.operands, options)
  return { ...found, options: givenOptions(options) }
}

const colourWanted = ({ env, terminal }: Surroundings): boolean =>
  terminal.width !== null && !env['NO_COLOR'] && env['TERM'] !== 'dumb'

const jsonText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`

const call = async (chosen: Chosen, around: Surroundings, style: Style): Promise<ExitCode> => {
  const { command, operands, options } = chosen
  const { terminal, env, dataFolder } = around
  const json = options.flag('json')
  const api = openApi(readConnection(options, env), style.language)
  const outcome = await command.run({ operands, options, api, terminal, style, json, dataFolder })
  if (outcome !== null) terminal.out(json ? jsonText(outcome.document) : outcome.text)
  if (outcome?.note !== undefined && !json) terminal.err(outcome.note)
  return outcome?.code ?? exitCodes.done
}

/** Runs what the words after `unefois` ask for; answers with the exit code. */
export const runCommand = async (words: readonly string[], around: Surroundings): Promise<ExitCode> => {
  // Before anything is understood, so that a word that is not can be said in the language that was asked for.
  const wanted = /^--lang=?(?<value>.*)$/.exec(words.find((word) => word.startsWith('--lang')) ?? '')
  const option = wanted?.groups?.['value'] || words[words.indexOf('--lang') + 1]
  const { width } = around.terminal
  const style = styleOf({
    language: chosenLanguage(wanted === null ? undefined : option, around.env),
    width,
    now: around.now(),
    colour: colourWanted(around),
  })
  try {
    return await call(choose(words), around, style)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    around.terminal.err(renderFailure(error, style, words.includes('--json')))
    return error.exit
  }
}
