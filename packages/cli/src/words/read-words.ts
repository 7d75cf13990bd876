import { parseArgs } from 'node:util'
import { misuse } from './misuse.ts'
import { nearest } from './nearest.ts'
import { type OptionEntry, type OptionName, optionTable } from './option-table.ts'

export type ReadWords = {
  /** What is no option and no value of one: the command's name, then its operands. */
  readonly plain: readonly string[]
  readonly options: ReadonlyMap<OptionName, readonly string[]>
}

const shortNames: Readonly<Record<string, OptionName>> = { h: 'help', y: 'yes', f: 'follow' }
const isOption = (name: string): name is OptionName => Object.hasOwn(optionTable, name)
const entries = Object.entries(optionTable)

const parserOptions = Object.fromEntries(
  entries.map(([name, { value, many }]) => [
    name,
    { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: many === true },
  ]),
)

const named = (written: string): OptionName => {
  const name = shortNames[written] ?? written
  if (isOption(name)) return name
  const close = nearest(name, Object.keys(optionTable))
  throw close === null
    ? misuse('failure.unknown-option', { option: written })
    : misuse('failure.unknown-option-near', { option: written, near: close })
}

const checkedValue = (name: OptionName, entry: OptionEntry, value: string | undefined): string => {
  if (entry.value === undefined) {
    if (value !== undefined) throw misuse('failure.takes-no-value', { option: name })
    return ''
  }
  // An option where a value should be means that the value was forgotten; `--reason=-5` says it on purpose.
  if (value === undefined || value === '')
    throw misuse('failure.value-missing', { option: name, value: entry.value })
  return value
}

/** Tells options from words; throws a Failure on an option that does not exist, lacks its value or is repeated. */
export const readWords = (words: readonly string[]): ReadWords => {
  const { tokens } = parseArgs({
    args: [...words],
    options: parserOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const plain: string[] = []
  const options = new Map<OptionName, readonly string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') plain.push(token.value)
    if (token.kind !== 'option') continue
    const name = named(token.name)
    const entry = optionTable[name]
    const forgotten = token.inlineValue === false && token.value?.startsWith('--') === true
    const value = checkedValue(name, entry, forgotten ? undefined : token.value)
    const before = options.get(name) ?? []
    if (before.length > 0 && entry.many !== true) throw misuse('failure.given-twice', { option: name })
    options.set(name, [...before, value])
  }
  return { plain, options }
}
