import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { typedAddress } from './typed-address.ts'

describe('typedAddress', () => {
  it('keeps the lines as typed and finds the postal code', () => {
    expect(typedAddress('55 av du Mont-Royal E #302\r\n  Montréal, QC \n\nh2t1n6')).toEqual({
      ok: true,
      value: {
        lines: ['55 av du Mont-Royal E #302', 'Montréal, QC', 'h2t1n6'],
        postalCode: 'H2T 1N6',
        country: 'CA',
      },
      warnings: [],
    })
  })

  it.each([
    ['87 1re Av, Limoilou, Quebec QC g1l3k4', 'G1L 3K4'],
    ['3 rue A, Québec (Québec)  G1L-3K4', 'G1L 3K4'],
    ['3 rue A, Québec, G1L 3K4, Canada', 'G1L 3K4'],
    ['12 Main Street, Ottawa ON (K1P 1J1)', 'K1P 1J1'],
    ['3 rue A G1L 3K4, encore G1L3K4', 'G1L 3K4'],
    ['3 rue A, unité D1D 1D1, Québec G1L 3K4', 'G1L 3K4'],
  ])('finds it in %j', (text, code) => {
    expect(typedAddress(text)).toMatchObject({ ok: true, value: { postalCode: code } })
  })

  it.each([
    [' \n \r\n', 'address-empty'],
    [Array.from({ length: 11 }, () => 'G1L 3K4').join('\n'), 'address-too-many-lines'],
    ['10 Downing Street, London SW1A 2AA', 'postal-code-missing'],
    ['1600 Pennsylvania Avenue NW, Washington DC 20500', 'postal-code-missing'],
    ['3 rue A, G1L\n3K4', 'postal-code-missing'],
    ['3 rue A, XG1L 3K45', 'postal-code-missing'],
    ['3 rue A, D1L 3K4', 'postal-code-impossible'],
    ['Pôle Nord H0H 0H0', 'postal-code-not-real'],
    ['3 rue A G1L 3K4 ou H2T 1N6', 'postal-code-ambiguous'],
  ])('refuses %j with %s', (text, code) => {
    expect(typedAddress(text)).toEqual({ ok: false, code })
  })

  it('doubts the federal offices of Gatineau', () => {
    const warnings = ['postal-code-federal-offices']
    expect(typedAddress('140 Promenade du Portage, Gatineau K1A 0J9')).toMatchObject({ ok: true, warnings })
    expect(typedAddress('111 Wellington, Ottawa K1A 0A9')).toMatchObject({ ok: true, warnings: [] })
  })

  it('never throws, and never invents: what it returns was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const read = typedAddress(`${text}\nG1L 3K4`)
        if (read.ok) expect(read.value.lines.every((line) => `${text}\nG1L 3K4`.includes(line))).toBe(true)
      }),
    )
  })
})
