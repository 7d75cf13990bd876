/**
 * The rows of a CSV text as objects by column name; RFC 4180 quotes, `,` or `;` (whichever the heading has more of),
 * lines that begin with `#` skipped, a byte order mark too. Cells beyond the heading are dropped, missing ones ''.
 */
export const csvRows = (text: string): Record<string, string>[] => {
  const body = text.replace(/^\uFEFF/, '').replace(/^(?:#[^\n]*\n)+/, '')
  const heading = body.slice(0, Math.max(0, body.search(/[\r\n]|$/)))
  const separator = heading.split(';').length > heading.split(',').length ? ';' : ','
  const [names = [], ...rows] = cellsOf(body, separator)
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(names.map((name, index) => [name.trim(), row[index] ?? ''])))
}

const cellsOf = (text: string, separator: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (quoted) {
      if (character !== '"') cell += character
      else if (text.charAt(at + 1) === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (character === '"' && cell === '') quoted = true
    else if (character === separator) {
      row.push(cell)
      cell = ''
    } else if (character === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')])
      row = []
      cell = ''
    } else cell += character
  }
  if (row.length > 0 || cell !== '') rows.push([...row, cell.replace(/\r$/, '')])
  return rows
}
