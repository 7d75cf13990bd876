import type { Api } from './connection/api.ts'
import type { ExitCode } from './exit-codes.ts'
import type { Style } from './render/style.ts'
import type { TextKey } from './say.ts'
import type { Terminal } from './terminal.ts'
import type { GivenOptions } from './words/given-options.ts'
import type { OptionName } from './words/option-table.ts'

export type Operand = {
  /** As the help shows it, `ID`. */
  readonly name: string
  readonly optional?: true
  /** The last one may be repeated. */
  readonly many?: true
  readonly choices?: readonly string[]
}

/** What a command has to work with. */
export type Call = {
  readonly operands: readonly string[]
  readonly options: GivenOptions
  readonly api: Api
  readonly terminal: Terminal
  readonly style: Style
  /** Whether one JSON document is wanted on standard output, and nothing else. */
  readonly json: boolean
  /** Folder of the installation's data, for what works without the service. */
  readonly dataFolder: string
}

/** The answer in both forms; the runner writes the one that was asked for. */
export type Outcome = {
  readonly document: unknown
  readonly text: string
  /** For standard error, beside the text. */
  readonly note?: string
  readonly code?: ExitCode
}

export type Command = {
  /** The words that call it, `dead-letters put-back`. */
  readonly name: string
  readonly summary: TextKey
  readonly operands: readonly Operand[]
  /** Besides those that every command takes. */
  readonly options: readonly OptionName[]
  /** Narrower choices of an option for this command alone. */
  readonly choices?: Readonly<Partial<Record<OptionName, readonly string[]>>>
  /** Null: it wrote what there was to write by itself, and is done. */
  run(call: Call): Promise<Outcome | null>
}
