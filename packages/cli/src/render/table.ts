import { plainText } from './plain-text.ts'
import type { Colour, Style } from './style.ts'

export type Cell = string | { readonly text: string; readonly colour: Colour | null }

export type Column<Row> = {
  readonly title: string
  cell(row: Row): Cell
  readonly align?: 'right'
  /** Narrowest it may be cut to; without it the column is never cut, as ids are there to be copied. */
  readonly min?: number
  /** Left out when there is no room: the highest first. */
  readonly dropped?: number
}

const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' })
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/u

const graphemes = (text: string): readonly string[] =>
  [...segmenter.segment(text)].map(({ segment }) => segment)
const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/** Columns of a terminal that a text takes. */
export const widthOf = (text: string): number =>
  isAscii(text) ? text.length : graphemes(text).reduce((sum, one) => sum + (wide.test(one) ? 2 : 1), 0)

const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const one of graphemes(text)) {
    if (widthOf(kept + one) > width - 1) break
    kept += one
  }
  return `${kept}…`
}

const gap = 2
type Laid<Row> = { readonly column: Column<Row>; readonly width: number }

const total = (laid: readonly Laid<never>[]): number =>
  laid.reduce((sum, { width }) => sum + width, 0) + gap * Math.max(0, laid.length - 1)

/** Takes from the widest that may be cut, one column of the terminal at a time. */
const narrowed = <Row>(laid: readonly Laid<Row>[], room: number): readonly Laid<Row>[] => {
  const widths = laid.map(({ width }) => width)
  let excess = total(laid) - room
  while (excess > 0) {
    const widest = widths.reduce(
      (best, width, i) =>
        width > (laid[i]?.column.min ?? Infinity) && width > (widths[best] ?? 0) ? i : best,
      -1,
    )
    if (widest === -1) break
    widths[widest] = (widths[widest] ?? 0) - 1
    excess -= 1
  }
  return laid.map(({ column }, i) => ({ column, width: widths[i] ?? 0 }))
}

const least = (laid: readonly Laid<never>[]): number =>
  total(laid.map(({ column, width }) => ({ column, width: Math.min(width, column.min ?? width) })))

const fitted = <Row>(laid: readonly Laid<Row>[], room: number): readonly Laid<Row>[] => {
  const last = laid
    .filter(({ column }) => column.dropped !== undefined)
    .toSorted((a, b) => (b.column.dropped ?? 0) - (a.column.dropped ?? 0))[0]
  if (least(laid) <= room || last === undefined) return narrowed(laid, room)
  return fitted(
    laid.filter((one) => one !== last),
    room,
  )
}

const textOf = (cell: Cell): string => plainText(typeof cell === 'string' ? cell : cell.text)

/** Rows as aligned text that ends with a line feed: within the style's width where there is one, whole where not. */
export const table = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], style: Style): string => {
  const natural = columns.map((column) => ({
    column,
    width: Math.max(widthOf(column.title), ...rows.map((row) => widthOf(textOf(column.cell(row))))),
  }))
  const laid = style.width === null ? natural : fitted(natural, style.width)
  const line = (cells: readonly { readonly text: string; readonly colour: Colour | null }[]): string =>
    laid
      .map(({ column, width }, i) => {
        const { text = '', colour = null } = cells[i] ?? {}
        const shown = cut(text, width)
        const pad = ' '.repeat(Math.max(0, width - widthOf(shown)))
        const painted = colour === null ? shown : style.paint(colour, shown)
        return column.align === 'right' ? pad + painted : painted + (i === laid.length - 1 ? '' : pad)
      })
      .join(' '.repeat(gap))
      .trimEnd()
  const head = line(laid.map(({ column }) => ({ text: column.title, colour: 'bold' })))
  const body = rows.map((row) =>
    line(
      laid.map(({ column }) => {
        const cell = column.cell(row)
        return { text: textOf(cell), colour: typeof cell === 'string' ? null : cell.colour }
      }),
    ),
  )
  return `${[head, ...body].join('\n')}\n`
}

/** Titles and values under each other, for one thing alone; ends with a line feed. */
export const fields = (pairs: readonly (readonly [string, string])[], style: Style): string => {
  const width = Math.max(0, ...pairs.map(([title]) => widthOf(title)))
  return pairs
    .map(
      ([title, value]) =>
        `${style.paint('bold', title)}${' '.repeat(width - widthOf(title) + gap)}${plainText(value)}\n`,
    )
    .join('')
}
