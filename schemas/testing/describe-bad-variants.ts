import { describe, expect, it } from 'vitest'
import type { FlawCode } from '../src/flaw-catalogue.ts'
import { absent, changedExample } from './changed-example.ts'
import { filed } from './filed.ts'

/** One place of a good example, the value that spoils it, the code expected, and where if not there. */
export type BadVariant = readonly [place: string, value: unknown, code: FlawCode, pointer?: string]

const shown = (value: unknown): string =>
  value === absent ? 'absent' : (JSON.stringify(value)?.slice(0, 50) ?? String(value))

/** Each variant of an example is refused with exactly one flaw: its code, at its place. */
export const describeBadVariants = (file: string, variants: readonly BadVariant[]): void => {
  const rows = variants.map(([place, value, code, pointer = place]) => ({ place, value, code, pointer }))

  describe(`${file}, spoilt`, () => {
    it.each(rows.map((row) => [row.place, shown(row.value), row.code, row] as const))(
      'with %s %s is refused with %s',
      (_place, _value, _code, { place, value, code, pointer }) => {
        expect(filed(changedExample(file, place, value))).toEqual({
          ok: false,
          flaws: [{ pointer, code }],
        })
      },
    )
  })
}
