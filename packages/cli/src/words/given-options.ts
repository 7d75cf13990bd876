import type { FlagName, OptionName, ValueName } from './option-table.ts'

/** The options that were given, checked against the table. */
export type GivenOptions = {
  flag(name: FlagName): boolean
  value(name: ValueName): string | undefined
  /** All values of one that may be repeated. */
  values(name: ValueName): readonly string[]
}

export const givenOptions = (given: ReadonlyMap<OptionName, readonly string[]>): GivenOptions => ({
  flag: (name) => given.has(name),
  value: (name) => given.get(name)?.[0],
  values: (name) => given.get(name) ?? [],
})
