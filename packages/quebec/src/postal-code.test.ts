import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { postalCode } from './postal-code.ts'

const letters = [...'ABCEGHJKLMNPRSTVWXYZ']
const digit = fc.integer({ min: 0, max: 9 })
const realCode = fc
  .tuple(fc.constantFrom(...letters.filter((letter) => letter !== 'W' && letter !== 'Z')), digit)
  .chain(([first, second]) =>
    fc
      .tuple(fc.constantFrom(...letters), digit, fc.constantFrom(...letters), digit)
      .map(([third, fourth, fifth, sixth]) => `${first}${second}${third} ${fourth}${fifth}${sixth}`),
  )
  .filter((code) => code !== 'H0H 0H0')

describe('postalCode', () => {
  it.each(['g1l3k4', 'G1L 3K4', 'G1L-3K4', ' g1L  3k4 ', 'G1L\u00a03K4', 'G1L\u20133K4'])(
    'reads %j',
    (typed) => {
      expect(postalCode(typed)).toEqual({ ok: true, value: 'G1L 3K4', warnings: [] })
    },
  )

  it.each(['D1L 3K4', 'W1L 3K4', 'Z1L 3K4', 'G1O 3K4', 'G1L 3U4', 'G1L 3K', 'G1L 3K44', '12345', ''])(
    'refuses %j',
    (typed) => {
      expect(postalCode(typed)).toEqual({ ok: false, code: 'postal-code-format' })
    },
  )

  it('refuses the one of Santa Claus', () => {
    expect(postalCode('h0h0h0')).toEqual({ ok: false, code: 'postal-code-not-real' })
  })

  it('keeps every code of any province, however it was typed', () => {
    const typed = fc.tuple(realCode, fc.constantFrom('', ' ', '-', '  '), fc.boolean())
    fc.assert(
      fc.property(typed, ([code, between, lower]) => {
        const text = code.replace(' ', between)
        expect(postalCode(lower ? text.toLowerCase() : text)).toEqual({ ok: true, value: code, warnings: [] })
      }),
    )
  })
})
