import type { Flaw } from '@unefois/domain/refusal.ts'
import type { Checked } from '@unefois/quebec/checked.ts'
import type { FlawCode } from '../flaw-catalogue.ts'

/** What reading a declaration brought to light, gathered in the order of the declaration. */
export type Findings = {
  readonly flaws: readonly Flaw[]
  readonly warnings: readonly Flaw[]
  flaw(pointer: string, code: FlawCode): void
  warn(pointer: string, code: FlawCode): void
  /** The value of something already found well-formed; notes its doubts, or what is wrong after all. */
  value<Value>(pointer: string, checked: Checked<Value, FlawCode, FlawCode>): Value | undefined
}

export const newFindings = (): Findings => {
  const flaws: Flaw[] = []
  const warnings: Flaw[] = []
  const flaw = (pointer: string, code: FlawCode) => void flaws.push({ pointer, code })
  const warn = (pointer: string, code: FlawCode) => void warnings.push({ pointer, code })
  return {
    flaws,
    warnings,
    flaw,
    warn,
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
