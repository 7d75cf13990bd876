const start = '<!-- table: written by write-table.ts -->'
const end = '<!-- end of table -->'

/** The README with its table replaced; throws when the marks are missing. */
export const tableInReadme = (readme: string, table: string): string => {
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md lacks ${start} … ${end}`)
  return `${readme.slice(0, from + start.length)}\n\n${table}\n\n${readme.slice(to)}`
}
