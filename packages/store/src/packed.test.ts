import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packed } from './packed.ts'

test('what was packed is found again where it says', () => {
  const part = fc.option(fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)))
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const { bytes, starts, lengths } = packed(parts)
      const cut = parts.map((_, i) => {
        const start = starts[i] ?? null
        return start === null ? null : bytes.subarray(start - 1, start - 1 + (lengths[i] ?? 0))
      })
      expect(cut).toEqual(parts)
    }),
  )
})
