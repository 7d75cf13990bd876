/** What became of something typed: its normalised value, perhaps with doubts, or the one reason to refuse it. */
export type Checked<Value, Warning extends string, Flaw extends string> =
  | { readonly ok: true; readonly value: Value; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly code: Flaw }

export const good = <Value>(value: Value) => ({ ok: true, value, warnings: [] }) as const

export const doubtful = <Value, Warning extends string>(value: Value, warnings: readonly Warning[]) =>
  ({ ok: true, value, warnings }) as const

export const bad = <Flaw extends string>(code: Flaw) => ({ ok: false, code }) as const
