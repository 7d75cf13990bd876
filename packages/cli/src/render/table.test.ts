import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { styleOf } from './style.ts'
import { type Column, table, widthOf } from './table.ts'

const style = (width: number | null, colour = false) =>
  styleOf({ language: 'fr', width, colour, now: new Date('2026-11-22T12:00:00Z') })

type Row = { readonly id: string; readonly text: string; readonly count: number }
const columns: readonly Column<Row>[] = [
  { title: 'ID', cell: ({ id }) => id },
  { title: 'TEXTE', cell: ({ text }) => ({ text, colour: 'red' }), min: 6 },
  { title: 'Nº', cell: ({ count }) => String(count), align: 'right', dropped: 1 },
]
const rows: readonly Row[] = [
  { id: 'abcdefgh', text: 'une raison assez longue pour être coupée', count: 7 },
  { id: 'ijklmnop', text: 'é', count: 12_345 },
]

describe('a table', () => {
  it('aligns, and cuts nothing without a width', () => {
    expect(table(columns, rows, style(null))).toBe(
      [
        'ID        TEXTE                                        Nº',
        'abcdefgh  une raison assez longue pour être coupée      7',
        'ijklmnop  é                                         12345',
        '',
      ].join('\n'),
    )
  })

  it('cuts what may be cut before it leaves a column out', () => {
    expect(table(columns, rows, style(30))).toBe(
      [
        'ID        TEXTE             Nº',
        'abcdefgh  une raison a…      7',
        'ijklmnop  é              12345',
        '',
      ].join('\n'),
    )
  })

  it('leaves a column out when cutting is not enough, and never cuts an id', () => {
    expect(table(columns, rows, style(17))).toBe(
      ['ID        TEXTE', 'abcdefgh  une ra…', 'ijklmnop  é', ''].join('\n'),
    )
    expect(table(columns, rows, style(5))).toContain('abcdefgh  ')
  })

  it('colours without moving anything', () => {
    const coloured = table(columns, rows, style(30, true))
    expect(coloured).toContain('\u001B[31m')
    expect(stripVTControlCharacters(coloured)).toBe(table(columns, rows, style(30)))
  })

  it('never writes what others wrote as commands to the terminal', () => {
    const hostile = { id: 'x\u001B[2J', text: 'a\nb\u202Ec\u009b1m', count: 1 }
    const shown = table(columns, [hostile], style(null))
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u)
    expect(shown.split('\n')).toHaveLength(3)
  })

  it('keeps within its width whatever it holds, where ids leave room', () => {
    const row = fc.record({
      id: fc.string({ maxLength: 8 }),
      text: fc.string({ unit: 'grapheme' }),
      count: fc.nat(),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 20, max: 60 }), (some, width) => {
        for (const line of table(columns, some, style(width)).split('\n'))
          expect(widthOf(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})
