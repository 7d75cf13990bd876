import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeReference, parseReference } from './reference.ts'

const randomNumbers = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 7,
  maxLength: 7,
})
const from = (numbers: number[]) => {
  const left = [...numbers]
  return makeReference(() => left.shift() ?? 0)
}

test('a reference is read back as it was given, also in lower case and without hyphens', () => {
  fc.assert(
    fc.property(randomNumbers, (numbers) => {
      const reference = from(numbers)
      expect(reference).toMatch(/^UF-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
      expect(parseReference(reference)).toBe(reference)
      expect(parseReference(reference.toLowerCase().replaceAll('-', ' '))).toBe(reference)
    }),
  )
})

test('one wrong symbol is always noticed', () => {
  fc.assert(
    fc.property(
      randomNumbers,
      fc.nat(7),
      fc.constantFrom(...'23456789ABCDEFGHJKLMNPQRSTUVWXYZ'),
      (numbers, at, symbol) => {
        const symbols = [...from(numbers).replace('UF-', '').replace('-', '')]
        fc.pre(symbols[at] !== symbol)
        symbols[at] = symbol
        expect(parseReference(symbols.join(''))).toBeNull()
      },
    ),
  )
})
