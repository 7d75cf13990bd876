import type { Address } from '@unefois/domain/address.ts'
import type { Flaw } from '@unefois/domain/refusal.ts'
import type { Checked } from '@unefois/quebec/checked.ts'
import type { FlawCode } from '../flaw-catalogue.ts'

/** What was understood of one address, as the declarant is shown it before filing. */
export type UnderstoodAddress = {
  readonly address: Address
  readonly certain: boolean
  /** What to ask when it is not certain. */
  readonly reasons: readonly FlawCode[]
}

/** What reading a declaration brought to light, gathered in the order of the declaration. */
export type Findings = {
  readonly flaws: readonly Flaw[]
  readonly warnings: readonly Flaw[]
  /** Doubts that refuse a filing, and that a preview only shows: the declarant has not confirmed an address. */
  readonly unconfirmed: readonly Flaw[]
  /** What was understood of each address, by its name in a preview (`new`, `old`, `mailing`, …). */
  readonly addresses: ReadonlyMap<string, UnderstoodAddress>
  flaw(pointer: string, code: FlawCode): void
  warn(pointer: string, code: FlawCode): void
  confirm(pointer: string, code: FlawCode): void
  understood(name: string, address: UnderstoodAddress): void
  /** The value of something already found well-formed; notes its doubts, or what is wrong after all. */
  value<Value>(pointer: string, checked: Checked<Value, FlawCode, FlawCode>): Value | undefined
}

export const newFindings = (): Findings => {
  const [flaws, warnings, unconfirmed]: [Flaw[], Flaw[], Flaw[]] = [[], [], []]
  const addresses = new Map<string, UnderstoodAddress>()
  const flaw = (pointer: string, code: FlawCode) => void flaws.push({ pointer, code })
  const warn = (pointer: string, code: FlawCode) => void warnings.push({ pointer, code })
  return {
    flaws,
    warnings,
    unconfirmed,
    addresses,
    flaw,
    warn,
    confirm: (pointer, code) => void unconfirmed.push({ pointer, code }),
    understood: (name, address) => void addresses.set(name, address),
    value(pointer, checked) {
      if (!checked.ok) {
        flaw(pointer, checked.code)
        return undefined
      }
      for (const code of checked.warnings) warn(pointer, code)
      return checked.value
    },
  }
}
