/** Rows of cells as aligned text; the first row is the head, the first column is text, the others are figures. */
export const textTable = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ')
  const [head = [], ...body] = rows.map(line)
  return [head, widths.map((width) => '─'.repeat(width)).join('───'), ...body].join('\n')
}
