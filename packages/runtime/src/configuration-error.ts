export type SettingFlaw = { readonly setting: string; readonly problem: string }

/** The settings do not allow a start. Names what is wrong, never the value: a database URL holds a password. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly flaws: readonly SettingFlaw[]

  constructor(flaws: readonly SettingFlaw[]) {
    super(flaws.map(({ setting, problem }) => `${setting} ${problem}`).join('; '))
    this.flaws = flaws
  }
}
